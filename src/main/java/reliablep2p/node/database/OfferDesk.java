package reliablep2p.node.database;

import java.io.Closeable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;

/**
 * Takes the files that peers offer: fetches and keeps their bytes first, and then approves them or lets the operator
 * decide. Whoever is told that a file is approved, or waits, may go: the bytes are here.
 *
 * <p>Thread-safe. {@code lock} guards the book and {@code anew}; no bytes are moved, nothing is approved and nobody is told under it. The
 * fetching, which is closed with this, has threads of its own.
 */
final class OfferDesk implements OfferFetcher.Results, BackupInventory.Offers, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OfferDesk.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final OfferBook book;
    /** Offers that wait, whose bytes were lost here and are fetched again. */
    private final Set<Offer.Key> anew = new HashSet<>();

    private final OfferQuota quota;
    private final OfferSettings.Policy policy;
    private final Knowledge knowledge;
    private final OfferFetcher fetcher;
    private final Vault vault;
    private final Decisions decisions;
    private final Telling telling;
    private final InstantSource clock;
    private final Consumer<NodeEvent> events;

    /** Tells an offerer what has become of its offer. */
    interface Telling {
        /** Tells it; false if it is away. */
        boolean tell(Offer offer);
    }

    OfferDesk(
            OfferBook book,
            OfferQuota quota,
            OfferSettings.Policy policy,
            Knowledge knowledge,
            OfferFetcher fetcher,
            Vault vault,
            Decisions decisions,
            Telling telling,
            InstantSource clock,
            Consumer<NodeEvent> events) {
        this.book = book;
        this.quota = quota;
        this.policy = policy;
        this.knowledge = knowledge;
        this.fetcher = fetcher;
        this.vault = vault;
        this.decisions = decisions;
        this.telling = telling;
        this.clock = clock;
        this.events = events;
    }

    /** Begins to fetch; and removes from the vault what neither waits nor ever was in the catalog. */
    void start(ConnectionThreads threads) throws StorageException {
        for (Sha256 content : vault.contents()) {
            // A journal that goes on may list it yet.
            if (!decisions.isHeld() && !isNeeded(content)) {
                vault.discard(content);
            }
        }
        fetcher.start(threads, this);
    }

    /** A member offers a file, or asks what has become of it. */
    Offer offer(Member sharer, TrustedFile file) {
        Offer.Key key = new Offer.Key(file, sharer.id());
        Optional<FileVersion> listed = knowledge.catalog().current(file.name());
        Offer begun = Offer.begun(key, clock.instant());
        if (listed.isPresent() && listed.get().file().equals(file)) {
            return begun.approved(listed.get().number());
        }
        Optional<FileName> clash = knowledge.catalog().clash(file.name());
        if (clash.isPresent()) {
            return begun.failed("its name differs from that of " + clash.get() + " only in case");
        }
        boolean here = vault.contains(file);
        lock.lock();
        try {
            Optional<Offer> known = book.find(key);
            if (known.isPresent() && (here || known.get().state() != OfferState.WAITING)) {
                return known.get();
            }
            if (known.isPresent()) {
                if (anew.add(key)) {
                    fetcher.add(begun);
                }
                return begun;
            }
            Optional<String> refusal = quota.refusal(book.open(), sharer.id(), file.size());
            if (refusal.isPresent()) {
                return begun.failed(refusal.get());
            }
            book.put(begun);
            fetcher.add(begun);
            return begun;
        } catch (StorageException e) {
            return begun.failed("the database peer can't keep it: its disk failed");
        } finally {
            lock.unlock();
        }
    }

    /** The decisions that this peer has not been told yet. */
    List<Offer> untold(PeerId sharer) {
        lock.lock();
        try {
            return book.takeUntold(sharer);
        } catch (StorageException e) {
            LOG.error("what was told of offers can't be kept; it is told again", e);
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** The offers that are not decided, the oldest first. */
    List<PendingFile> pending() {
        List<Offer> open;
        lock.lock();
        try {
            open = new ArrayList<>(book.open());
        } finally {
            lock.unlock();
        }
        open.sort(Comparator.comparing(Offer::since));
        return open.stream().map(this::pending).toList();
    }

    /**
     * The operator approves an offer, of which the bytes are read again to be sure.
     *
     * @param sharer whose offer, if several peers offer other bytes under this name
     * @throws RefusedException if there is no such offer, or more than one, or its bytes are gone
     */
    FileVersion approve(FileName name, Optional<PeerId> sharer, Cancellation cancellation)
            throws RefusedException, StorageException {
        Offer offer = theOne(name, sharer);
        if (!vault.verify(offer.file(), cancellation::isCancelled)) {
            decide(offer, offer.failed("its bytes were lost at the database peer; share it again"));
            throw new RefusedException(
                    "The bytes of " + name + " are not in the vault any more, or are damaged. The offer"
                            + " is dropped; its peer has to share the file again.");
        }
        Optional<FileName> clash = knowledge.catalog().clash(name);
        if (clash.isPresent()) {
            throw new RefusedException(
                    name + " differs from " + clash.get() + ", which is in the catalog, only in case. reject it.");
        }
        return approve(offer, Approval.By.OPERATOR);
    }

    /**
     * The operator rejects offers of this name.
     *
     * @return what was rejected
     * @throws RefusedException if there is none
     */
    List<PendingFile> reject(FileName name, Optional<PeerId> sharer, String why)
            throws RefusedException, StorageException {
        List<Offer> offers = waiting(isOf(name, sharer));
        if (offers.isEmpty()) {
            throw none(name);
        }
        for (Offer offer : offers) {
            decide(offer, offer.rejected(why));
            discard(offer.file().sha256());
        }
        return offers.stream().map(this::pending).toList();
    }

    /** A file came into the catalog in another way, such as by the operator's copying it: nothing waits for it any more. */
    void listed(TrustedFile file, int version) {
        try {
            for (Offer offer : waiting(offer -> offer.file().equals(file))) {
                decide(offer, offer.approved(version));
            }
        } catch (StorageException e) {
            LOG.error("an offer that was decided can't be kept", e);
        }
    }

    /** What of the offers has to survive a restart: those that wait, and decisions that were not told. */
    List<Offer> kept() {
        lock.lock();
        try {
            return book.kept();
        } finally {
            lock.unlock();
        }
    }

    /** Whether an offer still waits. */
    boolean isWaiting(Offer offer) {
        return waiting(other -> other.key().equals(offer.key())).contains(offer);
    }

    @Override
    public List<TrustedFile> waiting() {
        return waiting(offer -> true).stream().map(Offer::file).toList();
    }

    @Override
    public void damaged(TrustedFile file) {
        for (Offer offer : waiting(offer -> offer.file().equals(file))) {
            PeerId sharer = offer.key().sharer();
            LOG.warn("the bytes of {}, offered by {}, are lost here until it is shared again", file.name(), sharer);
            events.accept(new NodeEvent.Warning("The bytes of " + file.name() + ", which peer " + sharer
                    + " offers, were damaged here. It waits on, but that peer has to share it again."));
        }
    }

    /** Whether an offer that waits needs these bytes. */
    boolean waitsFor(Sha256 content) {
        return !waiting(offer -> offer.file().sha256().equals(content)).isEmpty();
    }

    /** Whether an offer that waits, of another name, needs the bytes of this file. */
    boolean waitsForBytesOf(TrustedFile file) {
        return !waiting(offer -> offer.file().sha256().equals(file.sha256())
                        && !offer.file().name().equals(file.name()))
                .isEmpty();
    }

    @Override
    public void close() {
        fetcher.close();
    }

    @Override
    public void fetched(Offer offer) throws StorageException {
        if (endsAnew(offer) && !isOpen(offer)) {
            discard(offer.file().sha256()); // It was decided meanwhile.
            return;
        }
        Optional<FileVersion> listed = knowledge.catalog().current(offer.file().name());
        if (listed.isPresent() && listed.get().file().equals(offer.file())) {
            decide(offer, offer.approved(listed.get().number())); // Somebody else's offer of it was faster.
            return;
        }
        Optional<Approval.By> by = automatic(offer);
        if (by.isPresent() && knowledge.catalog().clash(offer.file().name()).isEmpty()) {
            approve(offer, by.get());
        } else {
            decide(offer, offer.waiting());
            events.accept(new NodeEvent.OfferWaits(offer.file(), offer.key().sharer()));
        }
    }

    @Override
    public void failed(Offer offer, String why) {
        if (endsAnew(offer)) {
            telling.tell(offer.failed(why)); // It waits as before, and its bytes are still wanted.
        } else {
            settle(offer, offer.failed(why));
        }
    }

    private boolean isOpen(Offer offer) {
        lock.lock();
        try {
            return book.find(offer.key()).isPresent();
        } finally {
            lock.unlock();
        }
    }

    private boolean endsAnew(Offer offer) {
        lock.lock();
        try {
            return anew.remove(offer.key());
        } finally {
            lock.unlock();
        }
    }

    private PendingFile pending(Offer offer) {
        List<FileVersion> versions = knowledge.catalog().versions(offer.file().name());
        int next = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).number() + 1;
        return new PendingFile(
                offer.file(),
                offer.key().sharer(),
                knowledge.peers().find(offer.key().sharer()),
                offer.since(),
                offer.state(),
                next);
    }

    private static Predicate<Offer> isOf(FileName name, Optional<PeerId> sharer) {
        return offer -> offer.file().name().equals(name)
                && (sharer.isEmpty() || sharer.get().equals(offer.key().sharer()));
    }

    private Offer theOne(FileName name, Optional<PeerId> sharer) throws RefusedException {
        List<Offer> offers = waiting(isOf(name, sharer));
        if (offers.isEmpty()) {
            throw none(name);
        }
        if (offers.stream().map(Offer::file).distinct().count() > 1) {
            throw new RefusedException(name + " is offered by several peers: "
                    + offers.stream()
                            .map(offer -> offer.key().sharer() + " (SHA-256 "
                                    + offer.file().sha256().hex().substring(0, 8) + ")")
                            .collect(Collectors.joining(", "))
                    + ". Choose one with --from.");
        }
        return offers.get(0);
    }

    private static RefusedException none(FileName name) {
        return new RefusedException("No offer of " + name + " waits. pending shows what does.");
    }

    private List<Offer> waiting(Predicate<Offer> which) {
        lock.lock();
        try {
            return book.waiting(which);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What approves it without the operator: bytes that were revoked before are always the operator's to decide, and so is
     * all that comes while nothing is decided.
     */
    private Optional<Approval.By> automatic(Offer offer) {
        boolean revoked = knowledge.catalog().wasRevoked(offer.file().sha256());
        if (revoked || policy == OfferSettings.Policy.NONE || decisions.isHeld()) {
            return Optional.empty();
        }
        if (policy == OfferSettings.Policy.ALL) {
            return Optional.of(Approval.By.ALL);
        }
        return knowledge.roles().trusted(offer.key().sharer()).map(role -> Approval.By.TRUSTED);
    }

    private FileVersion approve(Offer offer, Approval.By by) throws StorageException {
        FileVersion version =
                decisions.approve(offer.file(), by, Optional.of(offer.key().sharer()));
        settle(offer, offer.approved(version.number()));
        return version;
    }

    /** As {@link #decide}, where a disk that fails changes nothing any more. */
    private void settle(Offer offer, Offer decided) {
        try {
            decide(offer, decided);
        } catch (StorageException e) {
            LOG.error("the state of an offer can't be kept", e);
            telling.tell(decided);
        }
    }

    private void decide(Offer offer, Offer decided) throws StorageException {
        lock.lock();
        try {
            if (book.find(offer.key()).isEmpty()) {
                return; // Somebody was faster.
            }
            book.put(decided);
        } finally {
            lock.unlock();
        }
        if (!telling.tell(decided) && decided.state().isFinal()) {
            lock.lock();
            try {
                book.untold(decided);
            } finally {
                lock.unlock();
            }
        }
    }

    private void discard(Sha256 content) {
        if (!isNeeded(content)) {
            vault.discard(content);
        }
    }

    private boolean isNeeded(Sha256 content) {
        return knowledge.catalog().lists(content) || knowledge.catalog().wasRevoked(content) || waitsFor(content);
    }
}
