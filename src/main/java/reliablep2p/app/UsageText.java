package reliablep2p.app;

import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import reliablep2p.model.Printable;
import reliablep2p.shell.command.Nearest;

/** What somebody reads who has mistyped an option. */
final class UsageText {
    static final String SYNOPSIS =
            "Usage: reliablep2p --port N --db-port M [OPTIONS], or reliablep2p demo; --help tells more";

    private UsageText() {}

    static String of(CommandLine.ParameterException e) {
        return Printable.text(sentence(e)) + suggestion(e) + "\n" + synopsis(e.getCommandLine());
    }

    private static String synopsis(CommandLine command) {
        if (command.getParent() == null) {
            return SYNOPSIS;
        }
        CommandLine.Help help =
                new CommandLine.Help(command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return "Usage: " + help.synopsis(0).strip() + "; --help tells more";
    }

    /** picocli's messages end differently and may hold what was typed, with any character. */
    private static String sentence(CommandLine.ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String suggestion(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            String option = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            if (spec.root().optionsMap().containsKey(option)) {
                return "; " + option + " stands before " + spec.name();
            }
            Set<String> known = new TreeSet<>(spec.optionsMap().keySet());
            known.addAll(spec.subcommands().keySet());
            return Nearest.to(unmatched.getUnmatched().get(0), known)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
        }
        return "";
    }
}
