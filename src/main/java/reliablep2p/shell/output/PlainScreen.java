package reliablep2p.shell.output;

import java.io.PrintStream;
import java.util.List;

/** Two streams, without anything that only a terminal understands. Thread-safe by its own lock. */
public final class PlainScreen implements Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final int width;

    /**
     * A screen on these streams.
     *
     * @param width what {@link #width} tells
     */
    public PlainScreen(PrintStream out, PrintStream err, int width) {
        this.out = out;
        this.err = err;
        this.width = width;
    }

    @Override
    public synchronized void answer(String line) {
        // Not println: a line ends alike on every system, for programs that read it.
        out.print(line + "\n");
    }

    @Override
    public synchronized void note(String line) {
        out.flush();
        err.print(line + "\n");
        err.flush();
    }

    @Override
    public synchronized void flush() {
        out.flush();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean showsProgress() {
        return false;
    }

    @Override
    public void progress(List<String> lines) {
        // A pipe has no place for lines that go away again.
    }
}
