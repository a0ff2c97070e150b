package reliablep2p.node.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.SignedText;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * What lets this peer find the others when it starts while the database peer is away: whom it knew last, and the
 * admission that proves to them that it belongs here. Kept in the state file {@value #FILE}.
 *
 * <p>Thread-safe: its monitor guards everything, and is held while the file is read or written.
 */
final class PeerMemory {
    static final String FILE = "network.json";

    private static final Logger LOG = LoggerFactory.getLogger(PeerMemory.class);
    private static final int MAX_PEERS = 1_000;
    private static final int MAX_BYTES = 512 * 1024;
    private static final int DEPTH = 3;

    private final PeerDirectory directory;
    private Optional<SignedText> admission = Optional.empty();
    private List<Member> peers = List.of();
    private Optional<PeerId> network = Optional.empty();
    private boolean isKept;

    PeerMemory(PeerDirectory directory) {
        this.directory = directory;
    }

    /**
     * What was kept of a network.
     *
     * @param peers ordinary members that were known last
     * @param admission proves that this peer is one, too
     */
    record Kept(List<Member> peers, SignedText admission) {}

    /** The database peer of this network has admitted this peer. */
    synchronized void admitted(PeerId database, SignedText proof) {
        network = Optional.of(database);
        admission = Optional.of(proof);
        isKept = false;
    }

    /** Keeps whom this peer knows now; nothing is kept before it was admitted. */
    synchronized void keep(List<Member> members) throws StorageException {
        List<Member> others = members.stream()
                .filter(member -> member.role() == Role.PEER)
                .limit(MAX_PEERS)
                .toList();
        if (admission.isEmpty() || network.isEmpty() || (isKept && others.equals(peers))) {
            return;
        }
        directory.write(
                FILE,
                JsonBuilder.object()
                        .put("network", network.get().hex())
                        .put("payload", admission.get().payload())
                        .put("signature", admission.get().signature())
                        .put("peers", others.stream().map(PeerMemory::json).toList())
                        .toBytes());
        peers = others;
        isKept = true;
    }

    /** What was kept of this network; empty if nothing was, or it can't be read, which only costs the help of others. */
    synchronized Optional<Kept> read(PeerId database) throws StorageException {
        try {
            byte[] bytes = directory.read(FILE, MAX_BYTES);
            if (bytes == null) {
                return Optional.empty();
            }
            JsonObject json = JsonObject.parse(bytes, DEPTH);
            if (!PeerId.parse(json.string("network")).equals(database)) {
                return Optional.empty();
            }
            List<Member> known = new ArrayList<>();
            for (JsonObject peer : json.objects("peers", MAX_PEERS)) {
                known.add(new Member(
                        PeerId.parse(peer.string("id")),
                        Address.of(peer.string("host"), peer.integer("port", 1, Address.MAX_PORT)),
                        Role.PEER));
            }
            return Optional.of(new Kept(known, new SignedText(json.string("payload"), json.string("signature"))));
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.warn("{} is damaged and is put aside: {}", FILE, e.getMessage());
            directory.moveAside(FILE);
            return Optional.empty();
        }
    }

    private static JsonBuilder json(Member member) {
        return JsonBuilder.object()
                .put("id", member.id().hex())
                .put("host", member.address().host())
                .put("port", member.address().port());
    }
}
