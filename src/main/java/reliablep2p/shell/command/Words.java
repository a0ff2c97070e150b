package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into commands and their words, the same way for the prompt, for standard input and for {@code -c}.
 *
 * <p>Blanks separate words; a semicolon or an end of line separates commands; a backslash takes the next character as it
 * is; between single quotes everything is taken as it is; between double quotes a backslash escapes a double quote or a
 * backslash. A shell's language without its expansions.
 */
public final class Words {
    private final String text;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int position;

    private Words(String text) {
        this.text = text;
    }

    /**
     * The commands of a line, each with at least one word; none for a blank line.
     *
     * @throws CommandException if a quote is not closed, or the line has control characters
     */
    public static List<List<String>> split(String line) throws CommandException {
        return new Words(line).split();
    }

    private List<List<String>> split() throws CommandException {
        while (position < text.length()) {
            next(text.charAt(position++));
        }
        endCommand();
        return List.copyOf(commands);
    }

    private void next(char c) throws CommandException {
        if (c == ' ' || c == '\t') {
            endWord();
        } else if (c == ';' || c == '\n' || c == '\r') {
            endCommand();
        } else if (c == '\\') {
            if (position == text.length()) {
                throw CommandException.usage("nothing follows the last backslash");
            }
            add(text.charAt(position++));
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else {
            add(c);
        }
    }

    private void quoted(char quote) throws CommandException {
        inWord = true;
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
        throw CommandException.usage("a quote is not closed: " + quote);
    }

    private static boolean isEscapable(char c) {
        return c == '"' || c == '\\';
    }

    private void add(char c) throws CommandException {
        if (Character.isISOControl(c)) {
            throw CommandException.usage("a command has printable characters only");
        }
        word.append(c);
        inWord = true;
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
