package reliablep2p.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import reliablep2p.shell.output.ExitCode;

/** Writes the manual page from what {@code --help} and {@code help} are made of. One use each. */
final class ManPage {
    private final Roff page = new Roff("RELIABLEP2P", Version.date(), Version.line());
    private final CommandSpec program;

    private ManPage(CommandSpec program) {
        this.program = program;
    }

    /** The page of this program, in roff. */
    static String of(CommandSpec program) {
        ManPage manual = new ManPage(program);
        manual.begin();
        manual.subcommands();
        manual.prompt();
        manual.surroundings();
        manual.end();
        return manual.page.toString();
    }

    private void begin() {
        page.section("NAME").text(List.of(program.name() + " - share files with peers, every byte verified"));
        page.section("SYNOPSIS").literally(stripped(program.usageMessage().customSynopsis()));
        page.section("DESCRIPTION").text(List.of(program.usageMessage().description()));
        page.section("OPTIONS");
        options(program);
    }

    private void options(CommandSpec command) {
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            page.item(parameter.paramLabel(), String.join(" ", parameter.description()));
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                page.item(term(option), String.join(" ", option.description()));
            }
        }
    }

    private static String term(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : option.paramLabel();
        return String.join(", ", option.names())
                + (value.isEmpty() ? "" : (option.longestName().startsWith("--") ? "=" : " ") + value);
    }

    private void subcommands() {
        page.section("SUBCOMMANDS");
        for (CommandLine line : program.subcommands().values()) {
            CommandSpec command = line.getCommandSpec();
            page.part(program.name() + " " + synopsis(command));
            described(command);
        }
    }

    private void prompt() {
        page.section("COMMANDS AT THE PROMPT")
                .text(List.of("A semicolon separates commands; quote a name that has spaces."));
        List<CommandSpec> peer = PromptCommands.ofPeer();
        List<CommandSpec> database = PromptCommands.ofDatabase();
        List<String> atBoth = names(database);
        for (CommandSpec command : peer) {
            prompt(command, atBoth.contains(command.name()) ? "" : " (not at the database peer)");
        }
        List<String> before = names(peer);
        database.stream()
                .filter(command -> !before.contains(command.name()))
                .forEach(command -> prompt(command, " (at the database peer only)"));
    }

    private void prompt(CommandSpec command, String where) {
        page.part(synopsis(command) + where);
        described(command);
    }

    private static List<String> names(List<CommandSpec> commands) {
        return commands.stream().map(CommandSpec::name).toList();
    }

    /** The first sentence is what lists of commands show, too. */
    private void described(CommandSpec command) {
        String[] description = command.usageMessage().description();
        page.text(List.of(description[0]));
        Arrays.stream(description).skip(1).forEach(page::paragraph);
        options(command);
        List<String> examples = Arrays.stream(command.usageMessage().footer())
                .filter(line -> !line.isBlank())
                .toList();
        if (!examples.isEmpty()) {
            page.example(examples);
        }
    }

    private static String synopsis(CommandSpec command) {
        CommandLine.Help help = new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF));
        // The program's name stands before it where it is a subcommand.
        return help.synopsis(0).strip().replaceAll("\\s+", " ").replaceFirst("^reliablep2p ", "");
    }

    private void surroundings() {
        page.section("ENVIRONMENT")
                .text(List.of("An option that is typed counts most, then its variable, then its line in the file, then"
                        + " the default. A variable that is empty counts as not set."));
        Settings.named(program)
                .forEach((name, option) -> page.item(
                        Variables.of(name), "Sets --" + name + (option.arity().max() == 0 ? ", if it is true." : ".")));
        page.item("XDG_CONFIG_HOME, HOME", "Say where the settings file is.");
        page.item("NO_COLOR", "Takes colours away, if it is not empty.");
        page.section("FILES");
        ManFacts.FILES.forEach(item -> page.item(item.term(), item.meaning()));
    }

    private void end() {
        page.section("EXIT STATUS");
        Stream.of(ExitCode.values())
                .forEach(code -> page.item(Integer.toString(code.number()), ManFacts.meaning(code)));
        page.section("EXAMPLES")
                .literally(stripped(Arrays.stream(program.usageMessage().footer())
                        .map(line -> line.replaceFirst("^Examples:", ""))
                        .filter(line -> line.stripLeading().startsWith(program.name() + " "))
                        .toArray(String[]::new)));
    }

    private static List<String> stripped(String[] lines) {
        List<String> stripped = new ArrayList<>();
        Arrays.stream(lines).map(String::strip).forEach(stripped::add);
        return stripped;
    }
}
