package reliablep2p.node.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;
import reliablep2p.node.NodeEvent.Alarm.Reason;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.UnsureStateException;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.JournalLines;
import reliablep2p.trust.journal.NetworkKey;
import reliablep2p.trust.journal.NetworkSigner;
import reliablep2p.trust.journal.Position;

/**
 * The journal of the catalog as this peer keeps it: a byte-for-byte beginning of the database peer's, which at the
 * database peer is the whole. What it says is in {@code Catalog} and {@code Roles}.
 *
 * <p>Thread-safe. {@code writing} makes changes one at a time, is held during their I/O, and guards {@code incoming};
 * readers take {@code state}, which changes only after the disk has.
 */
public final class CatalogJournal implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogJournal.class);

    private final ReentrantLock writing = new ReentrantLock();
    private final JournalStore store;
    private final Entries entries;
    private volatile JournalState state;
    /** What lies behind the proved bytes, and will be proved together with what is still to come. */
    private @Nullable Incoming incoming;

    CatalogJournal(JournalStore store, Entries entries, JournalState state) {
        this.store = store;
        this.entries = entries;
        this.state = state;
    }

    /**
     * What may be handed on.
     *
     * @param head proves all of the journal
     * @param offset of the first byte
     * @param length how many bytes follow, at most as many as one message may carry
     */
    public record Chunk(SignedText head, long offset, long length) {}

    /** Whose journal this is; empty before anything was proved. */
    public Optional<PeerId> network() {
        return state.signed().map(signed -> signed.key().id());
    }

    /** The key that signs it; empty before anything was proved. */
    public Optional<NetworkKey> key() {
        return state.signed().map(JournalState.Signed::key);
    }

    /** What was signed last; empty before anything was proved. */
    public Optional<CatalogHead> head() {
        return state.signed().map(JournalState.Signed::head);
    }

    /** When the signature ended, if it has. */
    public Optional<Instant> expired(Instant now) {
        return state.signed()
                .filter(signed -> signed.hasEnded(now))
                .map(signed -> signed.head().expires());
    }

    /** How many bytes of this network's journal are here and proved. */
    public long length(PeerId network) {
        return state.position(network).bytes();
    }

    /**
     * What to hand on to somebody who has this many bytes.
     *
     * @param have bytes that the other one has; if they are more than there are here, none follow
     * @return empty if nothing is proved here
     */
    public Optional<Chunk> chunk(long have) {
        return state.signed().map(signed -> {
            long from = Math.min(have, signed.head().bytes());
            long length = Math.min(JournalStore.MAX_CHUNK, signed.head().bytes() - from);
            return new Chunk(signed.text(), from, length);
        });
    }

    /**
     * The journal as it is now.
     *
     * @throws IllegalStateException if nothing is proved yet
     */
    public FrozenJournal freeze() {
        JournalState now = state;
        return new FrozenJournal(now.file(), now.signed().orElseThrow(IllegalStateException::new));
    }

    /** The bytes of a chunk. */
    public InputStream read(Chunk chunk) throws StorageException {
        return state.file().read(chunk.offset(), chunk.length());
    }

    /**
     * Makes this the copy of another network's journal, if it is not its already; the old copy is kept for later.
     *
     * @return whether it was another's before
     */
    public boolean enter(NetworkKey network) throws StorageException {
        writing.lock();
        try {
            forgetIncoming();
            Optional<PeerId> before = network();
            if (before.isEmpty() || before.get().equals(network.id())) {
                return false;
            }
            LOG.info("the copy of the journal of {} is put away for that of {}", before.get(), network.id());
            JournalState other = store.swap(state, network.id(), entries);
            state = other;
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Forgets this network: its copy is put aside, as is what is known of what was damaged. */
    public void reset() throws StorageException {
        writing.lock();
        try {
            incoming = null;
            entries.clear();
            state = store.reset(state);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Takes what somebody hands on. Nothing of it is believed before all of it, up to what the head tells, is here and
     * proved, and on the disk.
     *
     * @param network whose signature is wanted
     * @param offset of the first byte of {@code body}
     * @param length of {@code body}, at most what one message carries
     * @param fromDatabase whether it comes from the database peer itself, which knows its own journal: what is behind or
     *     contradicts this copy is an alarm then, and at anybody else the sender's own trouble
     * @return the new entries, in their order; empty if there are none or more is to come
     * @throws CatalogRefusedException if it must not be believed
     * @throws ProtocolException if it is not what follows
     */
    public List<JournalLine> receive(
            NetworkKey network, SignedText text, long offset, long length, InputStream body, boolean fromDatabase)
            throws IOException, StorageException, CatalogRefusedException {
        CatalogHead head = checked(network, text);
        // Before the lock, for which others wait: whoever sends it may take its time.
        byte[] part = body.readNBytes(Math.toIntExact(length));
        if (part.length < length) {
            throw new ProtocolException("a part of the catalog ended early");
        }
        writing.lock();
        try {
            Position proved = state.position(network.id());
            if (head.number() < proved.number() || isBelowFloor(network, head)) {
                if (fromDatabase) {
                    throw rollback(head, proved);
                }
                return List.of();
            }
            if (head.number() == proved.number() && !isAt(head, proved)) {
                throw fork(head.number());
            }
            Incoming all = keep(network, head, proved, offset, part, fromDatabase);
            if (all.end() < head.bytes()) {
                return List.of();
            }
            return prove(network, new JournalState.Signed(text, head, network), all);
        } catch (IOException | CatalogRefusedException | StorageException | RuntimeException e) {
            forgetAfter(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Whether more must come before what has come can be proved. */
    public boolean isIncomplete() {
        writing.lock();
        try {
            return incoming != null;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes entries of one's own and signs.
     *
     * @param life how long the signature is to hold
     * @return the new lines
     * @throws StorageException if the disk fails; the journal is then as before, or, where nobody can tell, closed to
     *     writing until the next start
     */
    public List<JournalLine> append(NetworkSigner signer, List<JournalEntry> added, Instant now, Duration life)
            throws StorageException {
        writing.lock();
        try {
            forgetIncoming(); // It lies where the new lines belong.
            Position from = state.position(signer.key().id());
            JournalLines.Written written = JournalLines.follow(from, now, added);
            Position to = written.position();
            CatalogHead head = new CatalogHead(to.number(), to.bytes(), to.last(), now, now.plus(life));
            SignedText text = signer.sign(head);
            try {
                if (!added.isEmpty()) {
                    byte[] bytes = written.bytes();
                    state.file().append(bytes, 0, bytes.length);
                    state.file().force();
                }
                write(new HeadFile(text, signer.key()));
            } catch (StorageException e) {
                state.file().truncate(from.bytes());
                throw e;
            }
            state = new JournalState(state.file(), Optional.of(new JournalState.Signed(text, head, signer.key())));
            entries.apply(written.lines());
            return written.lines();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        state.file().close();
    }

    private static CatalogHead checked(NetworkKey network, SignedText text) throws CatalogRefusedException {
        try {
            return network.head(text);
        } catch (JournalException e) {
            throw new CatalogRefusedException(
                    Reason.WRONG_KEY, "the catalog that came is not signed by this network's key: " + e.getMessage());
        }
    }

    private boolean isBelowFloor(NetworkKey network, CatalogHead head) {
        return store.floor()
                .filter(floor -> floor.network().equals(network.id()) && head.number() < floor.number())
                .isPresent();
    }

    private static boolean isAt(CatalogHead head, Position proved) {
        return head.last().equals(proved.last()) && head.bytes() == proved.bytes();
    }

    /**
     * Puts what has come behind what is here.
     *
     * @return what is still to be proved
     */
    private Incoming keep(
            NetworkKey network, CatalogHead head, Position proved, long offset, byte[] part, boolean fromDatabase)
            throws IOException, StorageException, CatalogRefusedException {
        if (head.bytes() > JournalStore.MAX_JOURNAL || head.bytes() / JournalLine.MAX_BYTES > head.number()) {
            throw altered("it is longer than a catalog of " + head.number() + " entries can be");
        }
        if (part.length > head.bytes() - offset) {
            throw altered("it is longer than what was signed");
        }
        Incoming all = incoming;
        if (all == null || offset == proved.bytes()) {
            forgetIncoming();
            all = new Incoming(state.file(), proved);
            incoming = all;
        }
        if (offset > all.end()) {
            throw new ProtocolException("a part of the catalog that does not follow what is here");
        }
        // Somebody else may have handed on the beginning after this was asked for.
        int known = (int) Math.min(part.length, all.end() - offset);
        try {
            all.take(part, known, position -> checkFloor(network, position));
        } catch (JournalException e) {
            throw fromDatabase && e.line() == proved.number() + 1 && proved.number() > 0
                    ? fork(e.line())
                    : altered(String.valueOf(e.getMessage()));
        }
        return all;
    }

    private List<JournalLine> prove(NetworkKey network, JournalState.Signed signed, Incoming all)
            throws StorageException, CatalogRefusedException {
        if (!all.isWhole()
                || !isAt(signed.head(), all.position())
                || signed.head().number() != all.position().number()) {
            throw altered("its last line is not the one that was signed");
        }
        List<JournalLine> lines = all.lines();
        if (!lines.isEmpty()) {
            state.file().force();
        }
        boolean renewed = state.signed()
                .map(old -> signed.head().number() > old.head().number()
                        || signed.head().issued().isAfter(old.head().issued())
                        || !old.key().id().equals(network.id()))
                .orElse(true);
        if (renewed) {
            write(new HeadFile(signed.text(), network));
            state = new JournalState(state.file(), Optional.of(signed));
            store.reached(network.id(), signed.head().number());
        }
        incoming = null;
        entries.apply(lines);
        return lines;
    }

    private void write(HeadFile head) throws StorageException {
        try {
            store.write(head);
        } catch (UnsureStateException e) {
            // The lines must stay: it may be the new head that the next start finds, and they are what it proves.
            state.file().breakOff();
            throw e;
        }
    }

    /** What was damaged had this line; another one in its place is another history. */
    private void checkFloor(NetworkKey network, Position position) throws CatalogRefusedException {
        Optional<Floor> other = store.floor()
                .filter(floor -> floor.network().equals(network.id()) && floor.number() == position.number())
                .filter(floor -> !floor.last().equals(position.last()));
        if (other.isPresent()) {
            throw fork(position.number());
        }
    }

    private void forgetAfter(Exception fault) {
        try {
            forgetIncoming();
        } catch (StorageException e) {
            LOG.error("what was not proved could not be cut off after {}; it is not read again", fault.toString(), e);
        }
    }

    /** Cuts off what is not proved. */
    private void forgetIncoming() throws StorageException {
        if (incoming != null) {
            incoming = null;
            state.file()
                    .truncate(state.signed().map(proof -> proof.head().bytes()).orElse(0L));
        }
    }

    private CatalogRefusedException rollback(CatalogHead head, Position proved) {
        long known = Math.max(proved.number(), store.floor().map(Floor::number).orElse(0L));
        return new CatalogRefusedException(
                Reason.ROLLBACK,
                "the database peer offers an older catalog (" + head.number() + " entries) than the one that this peer"
                        + " has seen (" + known + ")");
    }

    private static CatalogRefusedException fork(long number) {
        return new CatalogRefusedException(
                Reason.FORK,
                "two different catalogs are signed with this network's key; they differ at entry " + number
                        + " or before");
    }

    private static CatalogRefusedException altered(String how) {
        return new CatalogRefusedException(
                Reason.ALTERED, "the catalog that came is not the one that was signed: " + how);
    }
}
