package reliablep2p.node.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The peers that an invitation let in: they need none again. Kept over restarts in the state file {@value #FILE}, a JSON
 * line a peer.
 *
 * <p>Thread-safe. {@code lock} guards {@code admitted}; {@code writing} is taken before it, and held while the file is
 * written, so that those who only ask don't wait for the disk.
 */
final class AdmittedPeers {
    /** The most peers that are remembered. */
    static final int MAX = 100_000;

    static final String FILE = "admitted.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(AdmittedPeers.class);

    private static final int MAX_LINE = 150;
    private static final int DEPTH = 1;

    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final PeerDirectory directory;
    private final int max;
    private final Map<PeerId, Instant> admitted;

    private AdmittedPeers(PeerDirectory directory, int max, Map<PeerId, Instant> admitted) {
        this.directory = directory;
        this.max = max;
        this.admitted = admitted;
    }

    /** Reads what was kept; a damaged file is put aside, and then everybody needs a new invitation. */
    static AdmittedPeers load(PeerDirectory directory, Consumer<NodeEvent> events) throws StorageException {
        return load(directory, MAX, events);
    }

    static AdmittedPeers load(PeerDirectory directory, int max, Consumer<NodeEvent> events) throws StorageException {
        return new AdmittedPeers(directory, max, read(directory, max, events));
    }

    private static Map<PeerId, Instant> read(PeerDirectory directory, int max, Consumer<NodeEvent> events)
            throws StorageException {
        Map<PeerId, Instant> kept = new LinkedHashMap<>();
        try {
            byte[] bytes = directory.read(FILE, max * MAX_LINE);
            if (bytes != null) {
                for (String line :
                        new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                    JsonObject one = JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), DEPTH);
                    kept.put(
                            PeerId.parse(one.string("peer")),
                            Instant.ofEpochMilli(one.integer("admitted", 0, Long.MAX_VALUE)));
                }
            }
            return kept;
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.warn("{} is damaged: {}", FILE, e.getMessage());
            events.accept(
                    new NodeEvent.Warning("The list of the peers that joined by invitation was damaged and is now "
                            + directory.moveAside(FILE) + "; they need new invitations."));
            return new LinkedHashMap<>();
        }
    }

    /** When this peer was let in, if an invitation did it. */
    Optional<Instant> admitted(PeerId peer) {
        lock.lock();
        try {
            return Optional.ofNullable(admitted.get(peer));
        } finally {
            lock.unlock();
        }
    }

    /** All of them with the time, in the order in which they came. */
    Map<PeerId, Instant> all() {
        lock.lock();
        try {
            return new LinkedHashMap<>(admitted);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this peer can be remembered: it is, or there is room. */
    boolean hasRoomFor(PeerId peer) {
        lock.lock();
        try {
            return admitted.size() < max || admitted.containsKey(peer);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Remembers a peer, on the disk before this returns.
     *
     * @return false if there is no room
     * @throws StorageException if it can't be written: then it is not remembered
     */
    boolean add(PeerId peer, Instant now) throws StorageException {
        writing.lock();
        try {
            if (!hasRoomFor(peer)) {
                return false;
            }
            Instant time = now.truncatedTo(ChronoUnit.MILLIS);
            Map<PeerId, Instant> next = all();
            next.put(peer, time);
            StringBuilder lines = new StringBuilder();
            next.forEach((id, when) -> lines.append(
                            JsonBuilder.object().put("peer", id.hex()).put("admitted", when.toEpochMilli()))
                    .append('\n'));
            directory.write(FILE, lines.toString().getBytes(StandardCharsets.UTF_8));
            put(peer, time);
            return true;
        } finally {
            writing.unlock();
        }
    }

    private void put(PeerId peer, Instant time) {
        lock.lock();
        try {
            admitted.put(peer, time);
        } finally {
            lock.unlock();
        }
    }
}
