package reliablep2p.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import reliablep2p.model.Invitation;
import reliablep2p.model.Printable;
import reliablep2p.net.HeadStart;
import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Where the program begins, and the one place where it ends. */
public final class Main {
    /** What the JVM makes of an argument's bytes that are no characters in the locale's encoding. */
    static final char UNREADABLE = '\uFFFD';

    private static final String BETRAYED =
            "an invitation is a secret, and every user of this machine can read a command"
                    + " line; type connect INVITATION at the prompt, or put it into a file of mode 0600 and name that"
                    + " with -f\nIf others use this machine, ask for a new invitation";

    private Main() {}

    /** Runs the program. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        ExitCode code = run(args, System.getenv(), out, err);
        if (out.checkError() && code == ExitCode.DONE) {
            err.println(Program.UNPRINTED);
            code = ExitCode.FAILED;
        }
        err.flush();
        System.exit(code.number());
    }

    /** All but the end of the process; {@code --help} and wrong usage load nothing more than picocli. */
    static ExitCode run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // Scripts ask this often, and picocli would take most of the time.
            out.println(Version.line());
            return ExitCode.DONE;
        }
        HeadStart.begin();
        Output output = EarlyOutput.of(isJsonWanted(args, environment), out, err);
        if (Arrays.stream(args).anyMatch(Invitation::looksLikeOne)) {
            return refuse(BETRAYED, output); // Before picocli, which repeats what it does not understand.
        }
        CommandLine.ParseResult parsed;
        try {
            parsed = commandLine().parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            return refuse(UsageText.of(e), output);
        }
        CommandLine.ParseResult chosen = parsed;
        while (chosen.hasSubcommand()) {
            chosen = chosen.subcommand();
        }
        return run(new Call(parsed, chosen, environment, out, err), args, output);
    }

    private static ExitCode run(Call call, String[] args, Output output) {
        CommandLine chosen = call.chosen().commandSpec().commandLine();
        if (call.chosen().isUsageHelpRequested()) {
            chosen.usage(call.out());
            return ExitCode.DONE;
        }
        if (call.chosen().isVersionHelpRequested()) {
            chosen.printVersionHelp(call.out());
            return ExitCode.DONE;
        }
        if (Arrays.stream(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)) {
            return refuse(
                    "an argument has characters that this locale lacks; start the program with LC_ALL=C.UTF-8", output);
        }
        try {
            return chosen.<Task>getCommand().run(call);
        } catch (SettingsException e) {
            return refuse(Printable.text(Invitation.redacted(String.valueOf(e.getMessage()))), output);
        }
    }

    /** The options of the program and of its subcommands. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ProgramOptions());
        commandLine.addSubcommand(new DemoOptions());
        commandLine.addSubcommand(new ConfigOptions());
        commandLine.addSubcommand(new DoctorOptions());
        commandLine.addSubcommand(new CompletionOptions());
        commandLine.addSubcommand(new ManOptions());
        // They are named in the footer: a list of them would not fit a screen of 24 lines.
        commandLine.setHelpSectionKeys(commandLine.getHelpSectionKeys().stream()
                .filter(key -> !key.startsWith(UsageMessageSpec.SECTION_KEY_COMMAND_LIST))
                .toList());
        commandLine
                .getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                        help -> help.optionListExcludingGroups(help.commandSpec().options().stream()
                                .filter(option -> !option.hidden()
                                        && !OfferOptions.NOT_IN_HELP.contains(option.longestName())
                                        && !TransferOptions.NOT_IN_HELP.contains(option.longestName()))
                                .toList()));
        // The value of an option may be called like a subcommand: -c config.
        commandLine.setAllowSubcommandsAsOptionParameters(true);
        // A file named @x, or an option's value from one, is never read.
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }

    /** Whether a program reads what is wrong with the options, before they have been understood. */
    private static boolean isJsonWanted(String[] args, Map<String, String> environment) {
        return Arrays.asList(args).contains("--json")
                || new Variables(environment)
                        .value(Variables.of("json"))
                        .filter(UntypedValues::isTrue)
                        .isPresent();
    }

    private static ExitCode refuse(String why, Output output) {
        output.print(new Answer.Failed(ExitCode.USAGE, why));
        return ExitCode.USAGE;
    }
}
