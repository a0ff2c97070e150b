package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines between its words, and a word that is longer than a line between its characters. */
final class Wrapping {
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int used;

    private Wrapping(int width) {
        this.width = Math.max(2, width); // A wide character takes two columns.
    }

    /** The lines, each at most that wide; one at least. */
    static List<String> wrap(String text, int width) {
        if (DisplayWidth.of(text) <= width) {
            return List.of(text);
        }
        return wrap(List.of(text.split(" ", -1)), width);
    }

    /** The same for words that may have blanks in them. */
    static List<String> wrap(List<String> words, int width) {
        Wrapping wrapping = new Wrapping(width);
        words.forEach(wrapping::add);
        wrapping.end();
        return wrapping.lines;
    }

    private void add(String word) {
        int wide = DisplayWidth.of(word);
        if (wide > width && word.indexOf(' ') >= 0) {
            List.of(word.split(" ", -1)).forEach(this::add);
            return;
        }
        if (line.length() > 0) {
            if (used + 1 + wide > width) {
                end();
            } else {
                line.append(' ');
                used++;
            }
        }
        if (wide <= width) {
            line.append(word);
            used += wide;
        } else {
            word.codePoints().forEach(this::add);
        }
    }

    private void add(int codePoint) {
        String character = Character.toString(codePoint);
        int wide = DisplayWidth.of(character);
        if (used + wide > width) {
            end();
        }
        line.append(character);
        used += wide;
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
    }
}
