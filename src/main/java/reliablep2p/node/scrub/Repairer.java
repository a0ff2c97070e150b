package reliablep2p.node.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StorageException;

/**
 * Fetches again what was damaged, from whoever holds it, and tries until somebody does.
 *
 * <p>{@link #mend} may be called by any thread; the thread "repairs" lives from {@link #start} to {@link #close}, and
 * alone uses {@code attempts} and {@code knownMembers}. {@code mending} lets one thread at a time fetch; the thread
 * "repairs" never waits for it.
 */
final class Repairer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Repairer.class);

    private static final long LOOK_MILLIS = 500;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Cancellation closing = new Cancellation();
    private final ReentrantLock mending = new ReentrantLock();
    private final AtomicInteger repaired = new AtomicInteger();
    private final Map<TrustedFile, Attempt> attempts = new HashMap<>();
    private final Repairs repairs;
    private final Inventory inventory;
    private final Knowledge knowledge;
    private final Fetcher fetcher;
    private final Consumer<NodeEvent> events;
    private List<Member> knownMembers = List.of();

    Repairer(Repairs repairs, Inventory inventory, Knowledge knowledge, Fetcher fetcher, Consumer<NodeEvent> events) {
        this.repairs = repairs;
        this.inventory = inventory;
        this.knowledge = knowledge;
        this.fetcher = fetcher;
        this.events = events;
    }

    /** When to try again, in nanoseconds, and how long to wait after that. */
    private record Attempt(long due, Duration next) {}

    /** How many files came back since the start. */
    int repaired() {
        return repaired.get();
    }

    /** Keeps the thread "repairs" from fetching for as long as this is held; by the thread that then calls {@link #mend}. */
    ReentrantLock mending() {
        return mending;
    }

    void start(ConnectionThreads threads) {
        threads.start("repairs", this::run);
    }

    /**
     * Tries to get a file back.
     *
     * @return whether it is here, or not wanted any more
     * @throws IOException if it was cancelled
     */
    boolean mend(TrustedFile file, Cancellation cancellation) throws IOException, StorageException {
        boolean listed = knowledge.catalog().find(file.name(), file.sha256()).isPresent();
        if (listed && !inventory.has(file)) {
            if (knowledge.peers().members().stream()
                    .allMatch(member -> member.id().equals(knowledge.self()))) {
                return false;
            }
            FetchOutcome outcome = fetcher.restore(file, cancellation);
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
        List<TrustedFile> pending = repairs.pending();
        attempts.keySet().retainAll(pending);
        if (pending.isEmpty()) {
            return;
        }
        List<Member> members = knowledge.peers().members();
        if (!members.equals(knownMembers)) {
            attempts.clear(); // Who has come may hold what nobody held.
            knownMembers = members;
        }
        if (mending.tryLock()) {
            try {
                attemptThoseDue(pending);
            } finally {
                mending.unlock();
            }
        }
    }

    private void attemptThoseDue(List<TrustedFile> pending) {
        for (TrustedFile file : pending) {
            Attempt last = attempts.get(file);
            if (last == null || System.nanoTime() - last.due() >= 0) {
                attempt(file, last == null ? FIRST_DELAY : last.next());
            }
            if (closed.getCount() == 0) {
                return;
            }
        }
    }

    private void attempt(TrustedFile file, Duration delay) {
        try {
            if (mend(file, closing)) {
                attempts.remove(file);
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
        Duration doubled = delay.multipliedBy(2);
        attempts.put(
                file,
                new Attempt(
                        System.nanoTime() + delay.toNanos(),
                        doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled));
    }

    @Override
    public void close() {
        closed.countDown();
        closing.cancel();
    }
}
