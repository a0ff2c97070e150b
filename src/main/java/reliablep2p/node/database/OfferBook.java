package reliablep2p.node.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The offers that are not decided, and the decisions that their offerer has not been told. Those that wait for the
 * operator and those decisions survive a restart, in the state file {@value #FILE}; a fetch that was under way is begun
 * again when its peer offers the file again.
 *
 * <p>Not thread-safe: used under the lock of {@link OfferDesk}.
 */
final class OfferBook {
    static final String FILE = "offers.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(OfferBook.class);
    private static final int MAX_UNTOLD = 1_000;
    private static final int MAX_BYTES = (OfferQuota.OFFERS + MAX_UNTOLD) * 2_048;

    private final PeerDirectory directory;
    private final Map<Offer.Key, Offer> open = new LinkedHashMap<>();
    private final Map<Offer.Key, Offer> untold = new LinkedHashMap<>();

    private OfferBook(PeerDirectory directory) {
        this.directory = directory;
    }

    /** Reads what an earlier run kept; what is damaged is put aside. */
    static OfferBook load(PeerDirectory directory, Consumer<NodeEvent> events) throws StorageException {
        OfferBook book = new OfferBook(directory);
        try {
            byte[] bytes = directory.read(FILE, MAX_BYTES);
            if (bytes != null) {
                for (String line :
                        new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                    book.restore(parse(line));
                }
            }
        } catch (JsonException | InvalidValueException | DateTimeException | DamagedStateException e) {
            LOG.error("{} is damaged: {}", FILE, e.getMessage());
            book.open.clear();
            book.untold.clear();
            events.accept(new NodeEvent.Warning("The list of offers that wait was damaged and is now "
                    + directory.moveAside(FILE) + "; the files have to be shared again."));
        }
        return book;
    }

    Collection<Offer> open() {
        return open.values();
    }

    Optional<Offer> find(Offer.Key key) {
        return Optional.ofNullable(open.get(key));
    }

    List<Offer> waiting(Predicate<Offer> which) {
        return open.values().stream()
                .filter(offer -> offer.state() == OfferState.WAITING)
                .filter(which)
                .toList();
    }

    /** A new offer, or a new state of one; kept before it counts where it has to survive. */
    void put(Offer offer) throws StorageException {
        Offer before = offer.state().isFinal() ? open.remove(offer.key()) : open.put(offer.key(), offer);
        boolean kept = offer.state() == OfferState.WAITING || (before != null && before.state() == OfferState.WAITING);
        if (kept) {
            try {
                write();
            } catch (StorageException e) {
                if (before != null) {
                    open.put(offer.key(), before);
                } else {
                    open.remove(offer.key());
                }
                throw e;
            }
        }
    }

    /** A decision could not be told, because its offerer is away. */
    void untold(Offer decided) throws StorageException {
        untold.put(decided.key(), decided);
        if (untold.size() > MAX_UNTOLD) {
            untold.remove(untold.keySet().iterator().next());
        }
        write();
    }

    /** The decisions that this peer has not been told; they count as told from now on. */
    List<Offer> takeUntold(PeerId sharer) throws StorageException {
        List<Offer> mine = untold.values().stream()
                .filter(offer -> offer.key().sharer().equals(sharer))
                .toList();
        if (!mine.isEmpty()) {
            mine.forEach(offer -> untold.remove(offer.key()));
            write();
        }
        return mine;
    }

    /** What has to survive a restart. */
    List<Offer> kept() {
        List<Offer> kept = new ArrayList<>(waiting(offer -> true));
        kept.addAll(untold.values());
        return kept;
    }

    /** The bytes of the state file with these. */
    static byte[] toBytes(List<Offer> kept) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Offer offer : kept) {
            lines.writeBytes(json(offer).toBytes());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private void restore(Offer offer) {
        (offer.state().isFinal() ? untold : open).put(offer.key(), offer);
    }

    private void write() throws StorageException {
        directory.write(FILE, toBytes(kept()));
    }

    private static JsonBuilder json(Offer offer) {
        return JsonBuilder.object()
                .put("name", offer.file().name().text())
                .put("size", offer.file().size())
                .put("sha256", offer.file().sha256().hex())
                .put("sharer", offer.key().sharer().hex())
                .put("since", offer.since().toString())
                .put("state", offer.state().word())
                .put("version", offer.version())
                .put("why", offer.why());
    }

    private static Offer parse(String line) throws JsonException, InvalidValueException {
        JsonObject json = JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), 1);
        TrustedFile file = new TrustedFile(
                FileName.parse(json.string("name")),
                json.integer("size", 0, Long.MAX_VALUE),
                Sha256.parse(json.string("sha256")));
        return new Offer(
                new Offer.Key(file, PeerId.parse(json.string("sharer"))),
                Instant.parse(json.string("since")),
                state(json.string("state")),
                (int) json.integer("version", 0, Integer.MAX_VALUE),
                json.string("why"));
    }

    private static OfferState state(String word) throws JsonException {
        for (OfferState state : OfferState.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new JsonException("the field \"state\" is none that is known");
    }
}
