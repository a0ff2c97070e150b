package reliablep2p.shell.output;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls something again and again, on a thread of its own, until it is closed. Thread-safe. */
final class Ticks implements AutoCloseable {
    /** As often as a person can follow. */
    static final Duration OFTEN = Duration.ofMillis(100);

    /** As often as a program is told. */
    static final Duration SELDOM = Duration.ofMillis(250);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(Ticks::thread);

    private Ticks() {}

    static Ticks start(Runnable draw, Duration period) {
        Ticks ticks = new Ticks();
        ScheduledFuture<?> unused = ticks.executor.scheduleWithFixedDelay(
                draw, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return ticks;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
