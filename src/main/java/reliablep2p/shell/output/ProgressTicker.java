package reliablep2p.shell.output;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchListener;

/** Draws the progress of fetches ten times a second, on a thread of its own, where there is a terminal to see it. */
public final class ProgressTicker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final TotalProgress progress;
    private final @Nullable ScheduledExecutorService ticks;

    private ProgressTicker(TotalProgress progress, @Nullable ScheduledExecutorService ticks) {
        this.progress = progress;
        this.ticks = ticks;
    }

    /** Begins with one fetch; to be closed when it has ended, before its answer is printed. */
    public static ProgressTicker start(Output output) {
        return start(output, List.of());
    }

    /** Begins with the fetches of these files; to be closed when they have ended, before their answer is printed. */
    public static ProgressTicker start(Output output, List<TrustedFile> files) {
        TotalProgress progress = new TotalProgress(output.screen(), System::nanoTime, files);
        if (!output.showsProgress()) {
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

    /** What one fetch is to tell. */
    public FetchListener listener() {
        return progress.begin();
    }

    /** What several fetches are to tell. */
    public TotalProgress total() {
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
