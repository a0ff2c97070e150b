package reliablep2p.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
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

    /** The first screenful of a long answer is shown at once, the rest in large pieces. */
    private static final int FIRST_FLUSH_AT = 8 * 1024;

    private static final int FLUSH_AT = 64 * 1024;

    private final Terminal terminal;
    private final LineReader reader;
    private final @Nullable PrintStream redirectedOut;
    private final @Nullable PrintStream redirectedErr;
    private final Display display;
    private final StringBuilder unprinted = new StringBuilder();
    private int flushAt = FIRST_FLUSH_AT;
    private List<String> progress = List.of();

    /** The size of the terminal when progress was drawn last. */
    private Size drawnAt = new Size();

    /** What the terminal did with typed keys before a progress display; null while there is none. */
    private @Nullable Attributes typing;

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
        if (unprinted.length() > flushAt) {
            printAll();
            flushAt = FLUSH_AT;
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
        printAll();
        flushAt = FIRST_FLUSH_AT;
    }

    private void printAll() {
        if (unprinted.length() > 0) {
            String text = unprinted.toString();
            unprinted.setLength(0);
            print(text);
        }
    }

    private void print(String text) {
        List<String> shown = progress;
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
        echo(lines.isEmpty());
        draw(lines);
    }

    /** While there is progress, typed keys wait unseen for the prompt: an echo, of Enter above all, would tear the lines. */
    private void echo(boolean wanted) {
        if (wanted && typing != null) {
            terminal.setAttributes(typing);
            typing = null;
        } else if (!wanted && typing == null) {
            typing = terminal.getAttributes();
            Attributes silent = new Attributes(typing);
            silent.setLocalFlag(LocalFlag.ECHO, false);
            terminal.setAttributes(silent);
        }
    }

    private void draw(List<String> lines) {
        if (lines.isEmpty() && progress.isEmpty()) {
            return;
        }
        Size size = new Size(columns(), rows());
        // Whatever was typed before the display began may have moved the cursor.
        terminal.writer().write('\r');
        if (lines.isEmpty() || !size.equals(drawnAt)) {
            // Terminals differ in what a resize does to the lines; all leave the cursor where they begin.
            terminal.puts(Capability.clr_eos);
            display.reset();
            drawnAt = size;
        }
        display.resize(size.getRows(), size.getColumns());
        // A terminal may be narrower already than it says: a line that is cut is drawn over, one that wraps is not.
        terminal.puts(Capability.exit_am_mode);
        display.update(fitted(lines, size), 0);
        terminal.puts(Capability.enter_am_mode);
        if (lines.isEmpty()) {
            display.reset();
        }
        progress = lines;
        terminal.flush();
    }

    /** The last line tells of all, so the first ones are left out if there are too many. */
    private static List<AttributedString> fitted(List<String> lines, Size size) {
        List<String> shown = lines.subList(Math.max(0, lines.size() - Math.max(1, size.getRows() - 1)), lines.size());
        List<AttributedString> fitted = new ArrayList<>();
        for (String line : shown) {
            AttributedString cut = new AttributedString(line).columnSubSequence(0, size.getColumns());
            // Without its end a line would count as one that goes on in the next.
            boolean last = fitted.size() == shown.size() - 1;
            fitted.add(last ? cut : AttributedString.join(AttributedString.EMPTY, cut, AttributedString.NEWLINE));
        }
        return fitted;
    }

    @Override
    public int columns() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 ? size.getColumns() : USUAL_WIDTH;
    }

    private int rows() {
        return Math.max(1, terminal.getSize().getRows());
    }
}
