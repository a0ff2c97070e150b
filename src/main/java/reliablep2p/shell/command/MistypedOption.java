package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who typed an option that the command does not have. */
final class MistypedOption {
    private MistypedOption() {}

    /** The end of a sentence that names the nearest option; empty if there is none, or something else is wrong. */
    static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        // Short options are all one letter away from each other.
        List<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> typed.startsWith("--") && name.startsWith("--"))
                .toList();
        return Nearest.to(typed, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }
}
