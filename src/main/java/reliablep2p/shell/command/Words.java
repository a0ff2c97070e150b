package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into commands and their words, the same way for the prompt, for standard input and for {@code -c}.
 *
 * <p>Blanks separate words; a semicolon or an end of line separates commands; a backslash takes the next character as it
 * is; between single quotes everything is taken as it is; between double quotes a backslash escapes a double quote or a
 * backslash. A {@code #} where a command may begin makes the rest of the line a comment. A shell's language without its
 * expansions.
 */
public final class Words {
    /** Stands for no quote. */
    public static final char NO_QUOTE = 0;

    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final boolean unfinished;
    private boolean inWord;
    private int wordStart;
    private char openQuote = NO_QUOTE;
    private int position;

    private Words(String text, boolean unfinished) {
        this.text = text;
        this.unfinished = unfinished;
    }

    /**
     * The end of a line that is still being typed.
     *
     * @param before the finished words of its last command
     * @param word what is typed of the word after these; empty if none was begun
     * @param start where that word begins in the line, quotes and backslashes counted
     * @param quote the quote that is open at the end, or {@link #NO_QUOTE}
     */
    public record Unfinished(List<String> before, String word, int start, char quote) {
        /** Copies the list, so that nobody can change it afterwards. */
        public Unfinished {
            before = List.copyOf(before);
        }
    }

    /**
     * The commands of a line, each with at least one word; none for a blank line.
     *
     * @throws CommandException if a quote is not closed, or the line has control characters
     */
    public static List<List<String>> split(String line) throws CommandException {
        return new Words(line, false).split();
    }

    /** What a line holds that is still being typed; never fails, and leaves out what {@link #split} would refuse. */
    public static Unfinished unfinished(String line) {
        Words words = new Words(line, true);
        try {
            words.readAll();
        } catch (CommandException e) {
            throw new IllegalStateException("an unfinished line is not refused", e);
        }
        return new Unfinished(
                words.command, words.word.toString(), words.inWord ? words.wordStart : line.length(), words.openQuote);
    }

    /**
     * A word as it has to be typed.
     *
     * @param quote the quote that is open already, or {@link #NO_QUOTE} to choose one where the word needs it
     * @param finished whether the word ends here, and so does its quote
     */
    public static String quoted(String word, char quote, boolean finished) {
        char mark = quote;
        if (mark == NO_QUOTE) {
            if (!word.isEmpty() && word.chars().noneMatch(Words::isSpecial) && word.charAt(0) != '#') {
                return word;
            }
            mark = word.indexOf('\'') < 0 ? '\'' : '"';
        }
        String inside = mark == '\''
                ? word.replace("'", "'\\''")
                : word.replace("\\", "\\\\").replace("\"", "\\\"");
        return mark + inside + (finished ? mark : "");
    }

    private static boolean isSpecial(int c) {
        return c == ' ' || c == ';' || c == '\'' || c == '"' || c == '\\';
    }

    private void readAll() throws CommandException {
        while (position < text.length()) {
            next(text.charAt(position++));
        }
    }

    private List<List<String>> split() throws CommandException {
        readAll();
        endCommand();
        return List.copyOf(commands);
    }

    private void next(char c) throws CommandException {
        if (c == ' ' || c == '\t') {
            endWord();
        } else if (c == ';' || c == '\n' || c == '\r') {
            endCommand();
        } else if (c == '\\') {
            escaped();
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c == '#' && !inWord && command.isEmpty()) {
            skipLine();
        } else {
            add(c);
        }
    }

    private void escaped() throws CommandException {
        beginWord();
        if (position < text.length()) {
            add(text.charAt(position++));
        } else if (!unfinished) {
            throw CommandException.usage("nothing follows the last backslash");
        }
    }

    /** To be called when a word's first character, quote or backslash has just been passed, or a later one. */
    private void beginWord() {
        if (!inWord) {
            inWord = true;
            wordStart = position - 1;
        }
    }

    private void skipLine() {
        while (position < text.length() && text.charAt(position) != '\n') {
            position++;
        }
    }

    private void quoted(char quote) throws CommandException {
        beginWord();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote == '"' && position < text.length() && isEscapable(text.charAt(position))) {
                c = text.charAt(position++);
            }
            add(c);
        }
        if (!unfinished) {
            throw CommandException.usage("a quote is not closed: " + quote);
        }
        openQuote = quote;
    }

    private static boolean isEscapable(char c) {
        return c == '"' || c == '\\';
    }

    private void add(char c) throws CommandException {
        beginWord();
        if (!Character.isISOControl(c)) {
            word.append(c);
        } else if (!unfinished) {
            throw CommandException.usage("a command has printable characters only");
        }
    }

    private void endWord() {
        if (inWord) {
            command.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!command.isEmpty()) {
            commands.add(List.copyOf(command));
            command = new ArrayList<>();
        }
    }
}
