package reliablep2p.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import reliablep2p.shell.command.Words;

/**
 * A line that is being typed, up to the cursor, as {@link Words} reads it.
 *
 * @param line the whole line
 * @param cursor where the next character goes
 * @param typed the command at the cursor
 */
record TypedLine(String line, int cursor, Words.Unfinished typed) implements CompletingParsedLine {
    static TypedLine of(String line, int cursor) {
        return new TypedLine(line, cursor, Words.unfinished(line.substring(0, cursor)));
    }

    @Override
    public String word() {
        return typed.word();
    }

    @Override
    public int wordCursor() {
        return typed.word().length();
    }

    @Override
    public int wordIndex() {
        return typed.before().size();
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(typed.before());
        words.add(typed.word());
        return List.copyOf(words);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return Words.quoted(candidate.toString(), typed.quote(), complete);
    }

    @Override
    public int rawWordCursor() {
        return cursor - typed.start();
    }

    @Override
    public int rawWordLength() {
        return rawWordCursor();
    }
}
