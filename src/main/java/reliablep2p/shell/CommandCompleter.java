package reliablep2p.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the names of commands, where one begins and after {@code help}. */
final class CommandCompleter implements Completer {
    private final List<String> commands;

    CommandCompleter(List<String> commands) {
        this.commands = List.copyOf(commands);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (isCommandExpected(line)) {
            commands.stream().map(Candidate::new).forEach(candidates::add);
        }
    }

    private static boolean isCommandExpected(ParsedLine line) {
        if (line.wordIndex() == 0) {
            return true;
        }
        String before = line.words().get(line.wordIndex() - 1);
        return before.equals("help") || before.endsWith(";");
    }
}
