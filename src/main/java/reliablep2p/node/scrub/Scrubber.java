package reliablep2p.node.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
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
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
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
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;

/**
 * Reads all that is kept again and compares it with the catalog: slowly, once a day, by itself, and at once when somebody
 * asks for it. What is damaged is put aside and fetched again.
 *
 * <p>Thread-safe. {@code reading} lets one thread at a time read; it is held while files are read, so nothing else takes
 * it. {@code asked} counts those who want it for themselves: the thread "scrub", which lives from {@link #start} to
 * {@link #close}, steps back for them in the middle of a file. {@code last} is replaced as a whole.
 */
public final class Scrubber implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

    private static final long PAUSE_MILLIS = 1_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger damaged = new AtomicInteger();
    private final Inventory inventory;
    private final Repairs repairs;
    private final Repairer repairer;
    private final ScrubSettings settings;
    private final InstantSource clock;
    private final Consumer<NodeEvent> events;
    private volatile @Nullable Round last;
    private volatile boolean running;

    /**
     * Makes it.
     *
     * @param fetcher puts what it fetches where the inventory finds it
     */
    public Scrubber(
            Inventory inventory,
            Repairs repairs,
            Fetcher fetcher,
            Foundation foundation,
            ScrubSettings settings,
            Consumer<NodeEvent> events) {
        this.inventory = inventory;
        this.repairs = repairs;
        this.repairer = new Repairer(repairs, inventory, foundation.knowledge(), fetcher, events);
        this.settings = settings;
        this.clock = foundation.clock();
        this.events = events;
    }

    /** A round that came to its end. */
    private record Round(Instant ended, int files, long bytes) {}

    /** Begins to scrub, and to fetch again what an earlier run found damaged. */
    public void start(Foundation foundation) {
        repairer.start(foundation.threads());
        if (settings.rate() > 0) {
            foundation.threads().start("scrub", this::run);
        }
    }

    /** How it stands. */
    public ScrubStatus status() {
        Round round = last;
        return new ScrubStatus(
                Optional.ofNullable(round).map(Round::ended),
                round == null ? 0 : round.files(),
                round == null ? 0 : round.bytes(),
                running,
                damaged.get(),
                repairer.repaired(),
                repairs.pending().size());
    }

    /**
     * Reads everything now, as fast as it goes, and tries to get back what is damaged or missing.
     *
     * @throws CancelledScanException if it was cancelled while it read
     * @throws IOException if it was cancelled while it fetched
     * @throws StorageException if the disk fails
     */
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException {
        repairer.mending().lock(); // What this finds, it mends itself, and tells of it.
        try {
            return scrubAndMend(listener, cancellation);
        } finally {
            repairer.mending().unlock();
        }
    }

    private ScrubReport scrubAndMend(ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        long begun = System.nanoTime();
        asked.incrementAndGet();
        try {
            reading.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            asked.decrementAndGet();
        }
        List<Fault> found;
        Tally tally = new Tally(inventory.kept(), listener, event -> {}); // The answer tells all.
        try {
            running = true;
            found = tally.readAll(bytes -> !cancellation.isCancelled() && closed.getCount() > 0);
        } finally {
            running = false;
            reading.unlock();
        }
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : found) {
            boolean repaired = fault.kind() != Kind.UNREADABLE && repairer.mend(fault.file(), cancellation);
            faults.add(new Fault(fault.file(), fault.kind(), fault.aside(), repaired));
        }
        return new ScrubReport(tally.files, tally.bytes, faults, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void run() {
        try {
            Duration wait = settings.first();
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = round() ? settings.rest() : Duration.ofMillis(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A round at its leisure; false if somebody else wanted to read. */
    private boolean round() {
        reading.lock();
        try {
            running = true;
            Pace pace = new Pace();
            new Tally(inventory.kept(), ScrubListener.SILENT, events).readAll(pace);
            return true;
        } catch (CancelledScanException e) {
            LOG.debug("a round was broken off");
            return false;
        } catch (StorageException | RuntimeException e) {
            LOG.error("scrubbing failed", e);
            events.accept(new NodeEvent.Warning("Kept files can't be checked: " + e.getMessage()));
            return true;
        } finally {
            running = false;
            reading.unlock();
        }
    }

    /** Lets no more bytes be read in a second than the settings say. */
    private final class Pace implements ReadListener {
        private final long begun = System.nanoTime();
        private long bytes;

        @Override
        public boolean read(int more) {
            bytes += more;
            double due = (double) bytes / settings.rate() * SECOND;
            long early = (long) due - (System.nanoTime() - begun);
            try {
                return asked.get() == 0 && !closed.await(Math.max(0, early), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** One round: what was read, and what was wrong. */
    private final class Tally {
        private final List<Inventory.Kept> kept;
        private final ScrubListener listener;
        private final Consumer<NodeEvent> told;
        private final long size;
        private final List<Fault> faults = new ArrayList<>();
        private int files;
        private long bytes;

        Tally(List<Inventory.Kept> kept, ScrubListener listener, Consumer<NodeEvent> told) {
            this.kept = kept;
            this.listener = listener;
            this.told = told;
            this.size = kept.stream().mapToLong(one -> one.file().size()).sum();
        }

        List<Fault> readAll(ReadListener goesOn) throws StorageException {
            for (Inventory.Kept one : kept) {
                read(one, goesOn);
            }
            for (TrustedFile file : inventory.missing()) {
                if (faults.stream().anyMatch(fault -> fault.file().equals(file))) {
                    continue; // It was put aside a moment ago.
                }
                if (!repairs.pending().contains(file)) {
                    LOG.warn("{} is listed and not here; it is fetched again", file.name());
                    repairs.add(file);
                }
                faults.add(new Fault(file, Kind.MISSING, Optional.empty(), false));
            }
            last = new Round(clock.instant(), files, bytes);
            LOG.info("scrubbed {} files, {} bytes, {} faults", files, bytes, faults.size());
            return faults;
        }

        private void read(Inventory.Kept one, ReadListener goesOn) throws StorageException {
            TrustedFile file = one.file();
            FileCondition condition = one.inspect(more -> {
                bytes += more;
                listener.reading(file, bytes, size);
                return goesOn.read(more);
            });
            files++;
            if (condition == FileCondition.DAMAGED) {
                putAside(one);
            } else if (condition == FileCondition.UNREADABLE) {
                faults.add(new Fault(file, Kind.UNREADABLE, Optional.empty(), false));
            }
        }

        private void putAside(Inventory.Kept one) throws StorageException {
            TrustedFile file = one.file();
            // First it is written down: a crash after it is put aside must not make it a file that was deleted.
            repairs.add(file);
            Optional<Path> aside = one.putAside();
            if (aside.isEmpty()) {
                repairs.remove(file); // It was replaced in this moment.
                return;
            }
            damaged.incrementAndGet();
            LOG.warn("{} was damaged on the disk; it is kept as {} and fetched again", file.name(), aside.get());
            told.accept(new NodeEvent.FileDamaged(file, aside.get()));
            faults.add(new Fault(file, Kind.DAMAGED, aside, false));
        }
    }

    /** Ends what runs. */
    @Override
    public void close() {
        closed.countDown();
        repairer.close();
    }
}
