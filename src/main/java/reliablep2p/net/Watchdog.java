package reliablep2p.net;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long: one daemon thread that runs short actions, such as closing a raw socket, when their time
 * has come. A socket's own timeout bounds neither a write nor a reader that gets one byte at a time; this does.
 *
 * <p>Thread-safe. Actions run on the watchdog's thread and must not block. The thread starts with the first watch.
 */
public final class Watchdog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final ScheduledThreadPoolExecutor executor;

    /** Makes a watchdog, which has no thread yet. */
    public Watchdog() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "watchdog");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the action once, after this time; at once if the watchdog is closed, so that nothing goes unwatched. */
    public Watch after(Duration delay, Runnable action) {
        return schedule(action, watch -> executor.schedule(watch, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Runs the action again and again; once and at once if the watchdog is closed. */
    public Watch every(Duration period, Runnable action) {
        long nanos = period.toNanos();
        return schedule(action, watch -> executor.scheduleAtFixedRate(watch, nanos, nanos, TimeUnit.NANOSECONDS));
    }

    /** Ends the thread; what is still watched never fires. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Watch schedule(Runnable action, Schedule schedule) {
        Watch watch = new Watch(action);
        try {
            watch.future = schedule.accept(watch);
        } catch (RejectedExecutionException e) {
            watch.run();
        }
        return watch;
    }

    /** Something that is being watched; {@link #close} calls it off. */
    public static final class Watch implements Runnable, AutoCloseable {
        private final Runnable action;
        private volatile @Nullable Future<?> future;
        private volatile boolean fired;

        private Watch(Runnable action) {
            this.action = action;
        }

        /** Whether the action has been started at least once. */
        public boolean fired() {
            return fired;
        }

        /** Calls the action off; one that is running on the watchdog's thread goes on. */
        @Override
        public void close() {
            Future<?> scheduled = future;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }

        /** Runs the action; for the watchdog only. */
        @Override
        public void run() {
            fired = true;
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("a watchdog's action failed", e);
            }
        }
    }

    private interface Schedule {
        Future<?> accept(Watch watch);
    }
}
