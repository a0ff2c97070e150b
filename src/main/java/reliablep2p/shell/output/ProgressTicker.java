package reliablep2p.shell.output;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reliablep2p.node.FetchListener;

/** Draws the progress of a fetch ten times a second, on a thread of its own, where there is a terminal to see it. */
public final class ProgressTicker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final TransferProgress progress;
    private final @Nullable ScheduledExecutorService ticks;

    private ProgressTicker(TransferProgress progress, @Nullable ScheduledExecutorService ticks) {
        this.progress = progress;
        this.ticks = ticks;
    }

    /** Begins with a fetch; to be closed when it has ended, before its answer is printed. */
    public static ProgressTicker start(Screen screen) {
        TransferProgress progress = new TransferProgress(screen, System::nanoTime);
        if (!screen.showsProgress()) {
            return new ProgressTicker(progress, null);
        }
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(ProgressTicker::thread);
        ScheduledFuture<?> unused =
                ticks.scheduleWithFixedDelay(progress::draw, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return new ProgressTicker(progress, ticks);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    /** What the fetch is to tell. */
    public FetchListener listener() {
        return progress;
    }

    @Override
    public void close() {
        if (ticks != null) {
            ticks.shutdownNow();
        }
        progress.close();
    }
}
