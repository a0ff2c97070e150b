package reliablep2p.shell;

import java.io.PrintStream;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;
import reliablep2p.shell.output.Screen;

/**
 * Prints on a terminal without tearing what is there: above a half-typed line, above the lines of a progress display.
 *
 * <p>All methods may be called by any thread; this object's lock is held while printing, and JLine's, which it takes for
 * the prompt, comes after it.
 */
final class TerminalScreen implements Screen {
    private static final int USUAL_WIDTH = 80;
    private static final int FLUSH_AT = 64 * 1024;

    private final Terminal terminal;
    private final LineReader reader;
    private final @Nullable PrintStream redirectedOut;
    private final @Nullable PrintStream redirectedErr;
    private final Display display;
    private final StringBuilder unprinted = new StringBuilder();
    private List<AttributedString> progress = List.of();

    /**
     * A screen on this terminal.
     *
     * @param reader shows the prompt
     * @param redirectedOut where answers go instead, if standard output is no terminal
     * @param redirectedErr where notes go instead, if standard error is no terminal
     */
    TerminalScreen(
            Terminal terminal,
            LineReader reader,
            @Nullable PrintStream redirectedOut,
            @Nullable PrintStream redirectedErr) {
        this.terminal = terminal;
        this.reader = reader;
        this.redirectedOut = redirectedOut;
        this.redirectedErr = redirectedErr;
        this.display = new Display(terminal, false);
    }

    @Override
    public synchronized void answer(String line) {
        if (redirectedOut != null) {
            redirectedOut.print(line + "\n");
            return;
        }
        unprinted.append(line).append('\n');
        if (unprinted.length() > FLUSH_AT) {
            flush();
        }
    }

    @Override
    public boolean isBroken() {
        return redirectedOut != null && redirectedOut.checkError();
    }

    @Override
    public synchronized void note(String line) {
        flush();
        if (redirectedErr != null) {
            redirectedErr.print(line + "\n");
            redirectedErr.flush();
            return;
        }
        print(line + "\n");
    }

    @Override
    public synchronized void flush() {
        if (redirectedOut != null) {
            redirectedOut.flush();
        }
        if (unprinted.length() > 0) {
            String text = unprinted.toString();
            unprinted.setLength(0);
            print(text);
        }
    }

    private void print(String text) {
        List<AttributedString> shown = progress;
        draw(List.of());
        reader.printAbove(text);
        draw(shown);
    }

    @Override
    public int width() {
        return redirectedOut != null ? UNLIMITED : columns();
    }

    @Override
    public boolean showsProgress() {
        return true;
    }

    @Override
    public synchronized void progress(List<String> lines) {
        draw(lines.stream()
                .map(line -> new AttributedString(line).columnSubSequence(0, columns()))
                .toList());
    }

    private void draw(List<AttributedString> lines) {
        if (lines.isEmpty() && progress.isEmpty()) {
            return;
        }
        // Whatever was typed meanwhile (the ^C of an interruption) has moved the cursor.
        terminal.writer().write('\r');
        display.resize(rows(), columns());
        display.update(lines, 0);
        if (lines.isEmpty()) {
            display.reset();
        }
        progress = lines;
        terminal.flush();
    }

    private int columns() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 ? size.getColumns() : USUAL_WIDTH;
    }

    private int rows() {
        return Math.max(1, terminal.getSize().getRows());
    }
}
