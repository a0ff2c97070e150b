package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks lines that are wider than the screen between words; a word that is wider than the screen is left to the
 * terminal. Thread-safe as the screen behind it is, and has no state of its own.
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

    private static List<String> wrapped(String line, int width) {
        if (width(line) <= width) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : line.split("(?<=[^ ])(?= )", -1)) {
            if (!current.isEmpty() && width(current + word) > width) {
                lines.add(current.toString());
                current.setLength(0);
                current.append(word.stripLeading());
            } else {
                current.append(word);
            }
        }
        lines.add(current.toString());
        return lines;
    }

    /** The styles that {@link Style} makes take no column. */
    private static int width(String text) {
        return text.indexOf(ESCAPE) < 0
                ? DisplayWidth.of(text)
                : DisplayWidth.of(text.replaceAll(ESCAPE + "\\[[0-9;]*m", ""));
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
