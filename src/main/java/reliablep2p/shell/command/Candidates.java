package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What may stand next in a command that is being typed. */
final class Candidates {
    private static final String END_OF_OPTIONS = "--";

    private Candidates() {}

    /**
     * Options where one has been begun, else the values of an option that waits for one, else what the command takes.
     *
     * @param before the words after the command's name
     */
    static List<String> of(CommandSpec spec, List<String> before, String word) {
        boolean options = !before.contains(END_OF_OPTIONS);
        OptionSpec waiting = before.isEmpty() || !options ? null : waiting(spec, before.get(before.size() - 1));
        if (waiting != null) {
            return command(spec).values(waiting.longestName());
        }
        if (options && word.startsWith("-")) {
            return spec.options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();
        }
        return command(spec).candidates(operands(spec, before), word);
    }

    private static ShellCommand command(CommandSpec spec) {
        return (ShellCommand) spec.userObject();
    }

    private static @Nullable OptionSpec waiting(CommandSpec spec, String word) {
        OptionSpec option = spec.findOption(word);
        return option != null && option.arity().max() > 0 ? option : null;
    }

    private static List<String> operands(CommandSpec spec, List<String> before) {
        List<String> operands = new ArrayList<>();
        boolean options = true;
        for (int i = 0; i < before.size(); i++) {
            String word = before.get(i);
            if (options && word.equals(END_OF_OPTIONS)) {
                options = false;
            } else if (options && waiting(spec, word) != null) {
                i++;
            } else if (!options || !word.startsWith("-")) {
                operands.add(word);
            }
        }
        return List.copyOf(operands);
    }
}
