package reliablep2p.shell.output;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls something ten times a second, on a thread of its own, until it is closed. Thread-safe. */
final class Ticks implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(Ticks::thread);

    private Ticks() {}

    static Ticks start(Runnable draw) {
        Ticks ticks = new Ticks();
        ScheduledFuture<?> unused =
                ticks.executor.scheduleWithFixedDelay(draw, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
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
