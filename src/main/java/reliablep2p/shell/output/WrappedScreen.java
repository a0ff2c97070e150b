package reliablep2p.shell.output;

import java.util.List;

/**
 * Breaks lines that are wider than the screen between words. Thread-safe as the screen behind it is, and has no state of its own.
 */
final class WrappedScreen implements Screen {
    private static final char ESCAPE = '\u001b';

    private final Screen screen;

    WrappedScreen(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void answer(String line) {
        int width = width();
        if (line.length() <= width && isNarrow(line)) {
            screen.answer(line); // The rule, and so for each row of a table.
        } else {
            wrapped(line, width).forEach(screen::answer);
        }
    }

    @Override
    public void note(String line) {
        wrapped(line, width()).forEach(screen::note);
    }

    private static boolean isNarrow(String line) {
        return line.chars().allMatch(c -> c < 0x80);
    }

    /** A line that begins with blanks goes on below them; one that is styled has been fitted already. */
    private static List<String> wrapped(String line, int width) {
        if (line.indexOf(ESCAPE) >= 0) {
            return List.of(line);
        }
        int indent = Math.min(line.length() - line.stripLeading().length(), width / 2);
        return Wrapping.wrap(line.substring(indent), width - indent).stream()
                .map(part -> " ".repeat(indent) + part)
                .toList();
    }

    @Override
    public void flush() {
        screen.flush();
    }

    @Override
    public int width() {
        return screen.width();
    }

    @Override
    public int columns() {
        return screen.columns();
    }

    @Override
    public boolean showsProgress() {
        return screen.showsProgress();
    }

    @Override
    public void progress(List<String> lines) {
        screen.progress(lines);
    }

    @Override
    public boolean isBroken() {
        return screen.isBroken();
    }
}
