package reliablep2p.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes what completes the program's options in zsh. picocli's script for bash works there as well, but it shows no
 * descriptions and changes options of the whole shell.
 */
final class ZshCompletion {
    private static final String NEXT = " \\\n";

    private final CommandSpec program;

    /** A script for this program and its subcommands. */
    ZshCompletion(CommandSpec program) {
        this.program = program;
    }

    /** The script, to be sourced or to be a file {@code _reliablep2p} in the {@code fpath}. */
    String script() {
        String function = "_" + program.name();
        return "#compdef " + program.name() + "\n\n"
                + function + "() {\n"
                + "  local context state state_descr line\n"
                + "  typeset -A opt_args\n"
                + "  _arguments -C" + arguments(program, "    ")
                + NEXT + "    '1: :->command'" + NEXT + "    '*:: :->rest'\n"
                + "  case $state in\n"
                + "    command)\n"
                + "      local -a commands=(" + subcommands() + ")\n"
                + "      _describe command commands;;\n"
                + "    rest)\n"
                + "      case $words[1] in\n"
                + cases()
                + "      esac;;\n"
                + "  esac\n"
                + "}\n\n"
                + "if [[ $funcstack[1] == " + function + " ]]; then\n"
                + "  # Loaded by compinit from a file of this name, because something is to be completed now.\n"
                + "  " + function + " \"$@\"\n"
                + "else\n"
                + "  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"
                + "  compdef " + function + " " + program.name() + "\n"
                + "fi\n";
    }

    private List<CommandSpec> visible() {
        return program.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden())
                .toList();
    }

    private String subcommands() {
        return visible().stream()
                .map(command ->
                        quoted(command.name() + ":" + command.usageMessage().description()[0]))
                .collect(Collectors.joining(" "));
    }

    private String cases() {
        return visible().stream()
                .map(command ->
                        "        " + command.name() + ") _arguments" + arguments(command, "          ") + ";;\n")
                .collect(Collectors.joining());
    }

    private static String arguments(CommandSpec command, String indent) {
        StringBuilder arguments = new StringBuilder();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                arguments.append(NEXT).append(indent).append(option(option));
            }
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            arguments.append(NEXT).append(indent).append(quoted("1" + value(parameter)));
        }
        return arguments.toString();
    }

    private static String option(OptionSpec option) {
        String names = String.join(" ", option.names());
        boolean alone = option.names().length == 1;
        String told = "[" + option.description()[0].replaceAll("([\\[\\]\\\\])", "\\\\$1") + "]"
                + (option.arity().max() == 0 ? "" : value(option));
        String alternatives = List.of(option.names()).stream()
                .map(name -> option.arity().max() > 0 && name.startsWith("--") ? name + "=" : name)
                .collect(Collectors.joining(","));
        return alone
                ? quoted(alternatives + told)
                : quoted("(" + names + ")") + "{" + alternatives + "}" + quoted(told);
    }

    /** What the value is called, and what it can be. */
    private static String value(ArgSpec arg) {
        String label = ":" + arg.paramLabel().replaceAll("[:\\\\]", "");
        if (arg.type() == Path.class) {
            return label + ":_files";
        }
        Iterable<String> candidates = arg.completionCandidates();
        return candidates == null
                ? label + ": "
                : label + ":("
                        + StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" ")) + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
