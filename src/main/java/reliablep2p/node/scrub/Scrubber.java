package reliablep2p.node.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.ScrubReport.Fault;
import reliablep2p.node.ScrubReport.Kind;
import reliablep2p.node.ScrubSettings;
import reliablep2p.node.ScrubStatus;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * Reads all that is kept again and compares it with the catalog: slowly, once a day, by itself, and at once when somebody
 * asks for it. What is damaged is put aside and fetched again.
 *
 * <p>Thread-safe. {@code reading} lets one thread at a time read; it is held while files are read, so nothing else takes
 * it, and whoever waits for it looks again and again whether to go on. {@code asked} counts those who want it for
 * themselves: the thread "scrub", which lives from {@link #start} to {@link #close}, steps back for them in the middle of a
 * file. {@code last} is replaced as a whole.
 */
public final class Scrubber implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 100;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicInteger asked = new AtomicInteger();
    private final Inventory inventory;
    private final Quarantine quarantine;
    private final Repairer repairer;
    private final PeerDirectory directory;
    private final ScrubSettings settings;
    private final InstantSource clock;
    private final Consumer<NodeEvent> events;
    private volatile @Nullable Ended last;
    private volatile boolean running;

    /**
     * Makes it.
     *
     * @param fetcher puts what it fetches where the inventory finds it
     */
    public Scrubber(
            Inventory inventory,
            Quarantine quarantine,
            Fetcher fetcher,
            Foundation foundation,
            ScrubSettings settings,
            Consumer<NodeEvent> events) {
        this.inventory = inventory;
        this.quarantine = quarantine;
        this.repairer = new Repairer(quarantine, inventory, foundation, fetcher, settings.patience(), events);
        this.directory = foundation.directory();
        this.settings = settings;
        this.clock = foundation.clock();
        this.events = events;
    }

    /** A round that came to its end. */
    private record Ended(Instant when, int files, long bytes) {}

    /** Begins to scrub, and to fetch again what an earlier run found damaged. */
    public void start(Foundation foundation) {
        repairer.start(foundation.threads());
        if (settings.rate() > 0) {
            foundation.threads().start("scrub", this::run);
        }
    }

    /** How it stands. */
    public ScrubStatus status() {
        Ended round = last;
        return new ScrubStatus(
                Optional.ofNullable(round).map(Ended::when),
                round == null ? 0 : round.files(),
                round == null ? 0 : round.bytes(),
                running,
                quarantine.damaged(),
                repairer.repaired(),
                quarantine.repairs().pending().size(),
                directory.damagedState());
    }

    /**
     * Reads everything now, as fast as it goes, and tries to get back what is damaged or missing: one file after the
     * other, for as long as files come. What did not come within {@link ScrubSettings#patience} is left to the thread
     * "repairs".
     *
     * @throws CancelledScanException if it was cancelled while it read
     * @throws IOException if it was cancelled while it waited or fetched
     */
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException {
        long begun = System.nanoTime();
        take(cancellation);
        ScrubRound round = null;
        try {
            running = true;
            round = new ScrubRound(inventory, quarantine, listener, event -> {}); // The answer tells all.
            round.readAll(bytes -> !cancellation.isCancelled() && closed.getCount() > 0);
            ended(round);
        } catch (CancelledScanException e) {
            tell(round); // There is no answer.
            throw e;
        } finally {
            running = false;
            reading.unlock();
        }
        try {
            List<Fault> faults = mend(round.faults(), cancellation);
            return new ScrubReport(round.files(), round.bytes(), faults, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            tell(round);
            throw e;
        }
    }

    private void tell(@Nullable ScrubRound round) {
        if (round != null) {
            round.tell(events);
        }
    }

    /** Waits for the turn to read; the thread "scrub" steps back soon, another command when it has read everything. */
    private void take(Cancellation cancellation) throws IOException {
        asked.incrementAndGet();
        try {
            while (!reading.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
                if (closed.getCount() == 0) {
                    throw new CancelledException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            asked.decrementAndGet();
        }
    }

    private List<Fault> mend(List<Fault> found, Cancellation cancellation) throws IOException {
        List<Fault> faults = new ArrayList<>();
        long came = System.nanoTime();
        for (Fault fault : found) {
            boolean tried = System.nanoTime() - came < settings.patience().toNanos();
            boolean repaired = fault.kind() != Kind.UNREADABLE && tried && mend(fault, cancellation);
            if (repaired) {
                came = System.nanoTime();
            }
            faults.add(new Fault(fault.file(), fault.kind(), fault.aside(), repaired));
        }
        return faults;
    }

    private boolean mend(Fault fault, Cancellation cancellation) throws IOException {
        try {
            return repairer.mend(fault.file(), cancellation);
        } catch (StorageException e) {
            cancellation.check();
            LOG.error("{} can't be kept", fault.file().name(), e);
            return false;
        }
    }

    private void run() {
        try {
            Duration wait = settings.first();
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A round at its leisure, if nobody else wants to read.
     *
     * @return how long to wait for the next one
     */
    private Duration round() throws InterruptedException {
        if (asked.get() > 0 || !reading.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            return PAUSE;
        }
        try {
            running = true;
            ScrubRound round = new ScrubRound(inventory, quarantine, ScrubListener.SILENT, events);
            round.readAll(new Pace(settings.rate(), System::nanoTime, this::goesOn));
            ended(round);
            return round.failed() ? shorter(AFTER_FAILURE) : settings.rest();
        } catch (CancelledScanException e) {
            LOG.debug("a round was broken off");
            return PAUSE;
        } catch (RuntimeException e) {
            LOG.error("scrubbing failed", e);
            events.accept(new NodeEvent.Warning("Kept files can't be checked: " + e.getMessage()));
            return shorter(AFTER_FAILURE);
        } finally {
            running = false;
            reading.unlock();
        }
    }

    private boolean goesOn(long nanos) throws InterruptedException {
        return asked.get() == 0 && !closed.await(nanos, TimeUnit.NANOSECONDS);
    }

    private Duration shorter(Duration wait) {
        return wait.compareTo(settings.rest()) < 0 ? wait : settings.rest();
    }

    private void ended(ScrubRound round) {
        last = new Ended(clock.instant(), round.files(), round.bytes());
    }

    /** Ends what runs. */
    @Override
    public void close() {
        closed.countDown();
        repairer.close();
    }
}
