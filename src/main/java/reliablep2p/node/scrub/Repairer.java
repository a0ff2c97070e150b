package reliablep2p.node.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Watchdog;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StorageException;

/**
 * Fetches again what was damaged, from whoever holds it, and tries until somebody does.
 *
 * <p>{@link #mend} may be called by any thread, for other files or the same one: the fetcher lets one at a time fetch the
 * same bytes, and the next one finds them present. The thread "repairs" lives from {@link #start} to {@link #close}, and
 * alone uses {@code attempts} and {@code nextRetry}.
 */
final class Repairer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairer.class);

    private static final long LOOK_MILLIS = 500;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Cancellation closing = new Cancellation();
    private final AtomicInteger repaired = new AtomicInteger();
    private final Attempts attempts = new Attempts(System::nanoTime);
    private final Quarantine quarantine;
    private final Repairs repairs;
    private final Inventory inventory;
    private final Knowledge knowledge;
    private final Watchdog watchdog;
    private final Duration patience;
    private final Fetcher fetcher;
    private final Consumer<NodeEvent> events;
    private long nextRetry = System.nanoTime();

    Repairer(
            Quarantine quarantine,
            Inventory inventory,
            Foundation foundation,
            Fetcher fetcher,
            Duration patience,
            Consumer<NodeEvent> events) {
        this.quarantine = quarantine;
        this.repairs = quarantine.repairs();
        this.inventory = inventory;
        this.knowledge = foundation.knowledge();
        this.watchdog = foundation.watchdog();
        this.patience = patience;
        this.fetcher = fetcher;
        this.events = events;
    }

    /** How many files came back since the start. */
    int repaired() {
        return repaired.get();
    }

    void start(ConnectionThreads threads) {
        threads.start("repairs", this::run);
    }

    /**
     * Tries to get a file back.
     *
     * @return whether it is here, or not wanted any more; what is wanted and not listed, nobody gives unasked
     * @throws IOException if it was cancelled
     */
    boolean mend(TrustedFile file, Cancellation cancellation) throws IOException, StorageException {
        if (inventory.wants(file) && !inventory.has(file)) {
            boolean listed =
                    knowledge.catalog().find(file.name(), file.sha256()).isPresent();
            if (!listed
                    || knowledge.peers().members().stream()
                            .allMatch(member -> member.id().equals(knowledge.self()))) {
                return false;
            }
            FetchOutcome outcome = fetch(file, cancellation);
            if (outcome instanceof FetchOutcome.Fetched) {
                LOG.info("{} is whole again", file.name());
                repaired.incrementAndGet();
            } else if (!(outcome instanceof FetchOutcome.Present)) {
                LOG.info("{} can't be fetched again yet: {}", file.name(), outcome);
                return false;
            }
        }
        repairs.remove(file);
        return true;
    }

    private FetchOutcome fetch(TrustedFile file, Cancellation cancellation) throws IOException, StorageException {
        try (Patience limit = new Patience(patience, watchdog, cancellation)) {
            try {
                return fetcher.restore(file, limit, limit.ending());
            } catch (CancelledException e) {
                cancellation.check();
                return new FetchOutcome.NobodyHasIt(file, 0, List.of());
            }
        }
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        if (System.nanoTime() - nextRetry >= 0) {
            quarantine.retry();
            nextRetry = System.nanoTime() + RETRY.toNanos();
        }
        List<TrustedFile> pending = repairs.pending();
        attempts.keepOnly(pending);
        if (pending.isEmpty()) {
            return;
        }
        attempts.present(knowledge.peers().members().stream().map(Member::id).collect(Collectors.toUnmodifiableSet()));
        for (TrustedFile file : pending) {
            if (closed.getCount() == 0) {
                return;
            }
            if (attempts.isDue(file)) {
                attempt(file);
            }
        }
    }

    private void attempt(TrustedFile file) {
        try {
            if (mend(file, closing)) {
                attempts.succeeded(file);
                if (inventory.has(file)) {
                    events.accept(new NodeEvent.FileRepaired(file));
                }
                return;
            }
        } catch (IOException e) {
            LOG.debug("fetching {} again was ended: {}", file.name(), e.toString());
        } catch (StorageException | RuntimeException e) {
            LOG.error("{} can't be kept", file.name(), e);
        }
        attempts.failed(file);
    }

    @Override
    public void close() {
        closed.countDown();
        closing.cancel();
    }
}
