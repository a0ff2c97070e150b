package reliablep2p.shell.output;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchListener;

/**
 * Draws the progress of fetches ten times a second, on a thread of its own, where there is a terminal to see it; or tells
 * it to a program, four times a second at most.
 */
public final class ProgressTicker implements AutoCloseable {
    private final TotalProgress progress;
    private final @Nullable Ticks ticks;

    private ProgressTicker(TotalProgress progress, @Nullable Ticks ticks) {
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
        return new ProgressTicker(progress, ticks(progress, output));
    }

    private static @Nullable Ticks ticks(TotalProgress progress, Output output) {
        if (output.tellsProgress()) {
            Runnable tell = () -> progress.receiving().forEach(row -> output.print(new Answer.Progress(row)));
            return Ticks.start(tell, Ticks.SELDOM);
        }
        return output.showsProgress() ? Ticks.start(progress::draw, Ticks.OFTEN) : null;
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
            ticks.close();
        }
        progress.close();
    }
}
