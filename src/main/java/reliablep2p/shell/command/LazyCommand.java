package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command of which only the names are known until somebody uses it or asks for its help: picocli reads a command's
 * annotations by reflection, and doing that for all of them would delay the prompt. Thread-safe; the monitor guards the
 * model while it is made.
 */
final class LazyCommand {
    private final ShellCommand command;
    private final List<String> names;
    private @Nullable CommandLine line;

    /**
     * A command that has not been looked at.
     *
     * @param command its class bears picocli's annotation, which names it
     */
    LazyCommand(ShellCommand command) {
        this.command = command;
        Command annotation = command.getClass().getAnnotation(Command.class);
        if (annotation == null) {
            throw new IllegalArgumentException(command.getClass() + " has no name");
        }
        List<String> all = new ArrayList<>();
        all.add(annotation.name());
        all.addAll(List.of(annotation.aliases()));
        this.names = List.copyOf(all);
    }

    /** What can be typed: its name, then its aliases. */
    List<String> names() {
        return names;
    }

    /** How it is parsed, with its help; made at the first call. */
    synchronized CommandLine line() {
        if (line == null) {
            line = new CommandLine(command);
            // Not shown: "help COMMAND" is the way, this one is for habits.
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .hidden(true)
                            .build());
            line.setExpandAtFiles(false);
        }
        return line;
    }
}
