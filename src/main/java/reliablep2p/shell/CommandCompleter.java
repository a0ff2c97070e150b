package reliablep2p.shell;

import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import reliablep2p.shell.command.Commands;

/** What the tabulator key offers: what the commands know of the word that is being typed. */
final class CommandCompleter implements Completer {
    /** Nobody reads more; a catalog may have a hundred thousand names. */
    private static final int MOST = 1_000;

    private final Commands commands;

    CommandCompleter(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String begun = line.word().toLowerCase(Locale.ROOT);
        commands.candidates(line.words().subList(0, line.wordIndex()), line.word()).stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(begun))
                .limit(MOST)
                // A directory may go on; everything else is a whole word.
                .map(text -> new Candidate(text, text, null, null, null, null, !text.endsWith("/")))
                .forEach(candidates::add);
    }
}
