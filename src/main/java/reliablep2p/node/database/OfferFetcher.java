package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.state.PeerList;
import reliablep2p.storage.StorageException;

/**
 * Gets the bytes of offers into the vault, from their offerers and by the code of {@code get}.
 *
 * <p>Thread-safe. {@code lock} guards the queue and {@code closed}; nothing is fetched, and nobody told, under it. The
 * threads "offers" live from {@link #start} to {@link #close}.
 */
final class OfferFetcher implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OfferFetcher.class);

    private static final int THREADS = 2;
    private static final long CLOSE_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final OfferQueue queue = new OfferQueue();
    private final Cancellation closing = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(THREADS);
    private final PeerList peers;
    private final Fetcher fetcher;
    private boolean started;
    private boolean closed;

    /** Is told what a fetch came to; called by the thread that fetched. */
    interface Results {
        /** The bytes are in the vault. */
        void fetched(Offer offer) throws StorageException;

        /** They could not be got, or are not the ones that were offered. */
        void failed(Offer offer, String why);
    }

    OfferFetcher(PeerList peers, Fetcher fetcher) {
        this.peers = peers;
        this.fetcher = fetcher;
    }

    /** Begins to fetch. */
    void start(ConnectionThreads threads, Results results) {
        started = true;
        for (int i = 0; i < THREADS; i++) {
            threads.start("offers-" + i, () -> fetchAll(results));
        }
    }

    /** Fetches this one when its turn comes. */
    void add(Offer offer) {
        lock.lock();
        try {
            queue.add(offer);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
        closing.cancel();
        try {
            if (started && !ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the fetching of offers does not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetchAll(Results results) {
        try {
            for (Offer offer = next(); offer != null; offer = next()) {
                try {
                    fetch(offer, results);
                } catch (IOException e) {
                    LOG.debug("a fetch of an offer was ended: {}", e.toString());
                } catch (StorageException | RuntimeException e) {
                    LOG.error("an offer of {} failed", offer.file().name(), e);
                    results.failed(offer, "the database peer could not keep it: its disk failed");
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private @Nullable Offer next() {
        lock.lock();
        try {
            while (!closed && queue.isEmpty()) {
                filled.awaitUninterruptibly();
            }
            return closed ? null : queue.poll();
        } finally {
            lock.unlock();
        }
    }

    private void fetch(Offer offer, Results results) throws IOException, StorageException {
        Optional<Member> sharer = peers.find(offer.key().sharer());
        if (sharer.isEmpty()) {
            results.failed(offer, "you were gone before the database peer could get it");
            return;
        }
        FetchOutcome outcome = fetcher.take(offer.file(), sharer.get(), FetchListener.SILENT, closing);
        if (outcome instanceof FetchOutcome.Fetched || outcome instanceof FetchOutcome.Present) {
            results.fetched(offer);
        } else {
            results.failed(offer, reason(outcome));
        }
    }

    private static String reason(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.WrongBytes) {
            return "the bytes that came are not the ones that were offered: the file was changed, or its size or hash was"
                    + " told wrongly";
        }
        if (outcome instanceof FetchOutcome.NobodyHasIt nobody
                && !nobody.refusals().isEmpty()) {
            return "the database peer could not get it from you: "
                    + nobody.refusals().get(0).reason();
        }
        return "the database peer could not get it from you";
    }
}
