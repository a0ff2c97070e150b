package reliablep2p.shell;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        List<String> all = commands.candidates(line.words().subList(0, line.wordIndex()), line.word()).stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(begun))
                .toList();
        some(all).forEach(text -> candidates.add(candidate(text)));
    }

    /** Only of a directory there is more to be typed; no name in the network ends like one. */
    private static Candidate candidate(String text) {
        return new Candidate(text, text, null, null, null, null, !text.endsWith("/"));
    }

    /** JLine types what all candidates begin with, so the two that differ most must be among them. */
    private static Collection<String> some(List<String> all) {
        if (all.size() <= MOST) {
            return all;
        }
        Set<String> some = new LinkedHashSet<>(all.subList(0, MOST - 2));
        some.add(Collections.min(all));
        some.add(Collections.max(all));
        return some;
    }
}
