package reliablep2p.app;

import java.util.List;

/**
 * Writes a manual page in the {@code man} macros of roff (groff_man(7)); everything that is given to it is text, and
 * comes out as it is. Not thread-safe.
 */
final class Roff {
    /** Of a filled line; its escapes come on top. */
    private static final int WIDTH = 70;

    private final StringBuilder page = new StringBuilder();

    /** Begins a page of section 1, user commands. */
    Roff(String name, String date, String version) {
        line(".TH " + text(name) + " 1 " + date + " \"" + text(version) + "\" \"User Commands\"");
        // A name of an option or a file is not to be broken; this is what the paragraph macros of groff look at.
        line(".nr HY 0");
        line(".nh");
        line(".ad l");
    }

    /** A chapter. */
    Roff section(String title) {
        return line(".SH \"" + text(title) + "\"");
    }

    /** A part of a chapter. */
    Roff part(String title) {
        return line(".SS \"" + text(title) + "\"");
    }

    /** The first paragraph after a title. */
    Roff text(List<String> sentences) {
        sentences.forEach(this::filled);
        return this;
    }

    /** Another paragraph. */
    Roff paragraph(String sentence) {
        line(".PP");
        return filled(sentence);
    }

    /** A term in bold, and behind it what it means. */
    Roff item(String term, String meaning) {
        line(".TP");
        line("\\fB" + text(term) + "\\fR");
        return filled(meaning);
    }

    /** Lines as they are, after a paragraph. */
    Roff example(List<String> lines) {
        line(".PP");
        return literally(lines);
    }

    /** Lines as they are, after a title. */
    Roff literally(List<String> lines) {
        line(".EX");
        lines.forEach(example -> line(guarded(text(example))));
        return line(".EE");
    }

    /** Text in lines that a person can read in the source as well. */
    private Roff filled(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                line(guarded(text(line.toString())));
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        return line(guarded(text(line.toString())));
    }

    private Roff line(String line) {
        page.append(line).append('\n');
        return this;
    }

    /** A line that begins with one of these would be an instruction. */
    private static String guarded(String line) {
        return line.startsWith(".") || line.startsWith("'") || line.startsWith("\\(aq") ? "\\&" + line : line;
    }

    /** Writes what roff would obey, or would replace by something nicer, by its name. */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> escaped.append(escaped(codePoint)));
        return escaped.toString();
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\(rs";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            case '`' -> "\\(ga";
            case '^' -> "\\(ha";
            case '~' -> "\\(ti";
            case '"' -> "\\(dq";
            default -> codePoint < 0x80 ? Character.toString(codePoint) : String.format("\\[u%04X]", codePoint);
        };
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
