package reliablep2p.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import reliablep2p.net.HeadStart;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PlainScreen;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/** Where the program begins, and the one place where it ends. */
public final class Main {
    /** What the JVM makes of an argument's bytes that are no characters in the locale's encoding. */
    private static final char UNREADABLE = '\uFFFD';

    private Main() {}

    /** Runs the program. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        ExitCode code = run(args, out, err);
        out.flush();
        err.flush();
        System.exit(code.number());
    }

    /** All but the end of the process; {@code --help} and wrong usage load nothing more than picocli. */
    static ExitCode run(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // Scripts ask this often, and picocli would take most of the time.
            out.println(Version.line());
            return ExitCode.DONE;
        }
        return parseAndRun(args, out, err);
    }

    private static ExitCode parseAndRun(String[] args, PrintStream out, PrintStream err) {
        HeadStart.begin();
        CommandLine commandLine = commandLine();
        CommandLine.ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            return wrongUsage(e, earlyOutput(Arrays.asList(args).contains("--json"), out, err));
        }
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandLine chosen = parsed.commandSpec().commandLine();
        if (parsed.isUsageHelpRequested()) {
            chosen.usage(out);
            return ExitCode.DONE;
        }
        if (parsed.isVersionHelpRequested()) {
            chosen.printVersionHelp(out);
            return ExitCode.DONE;
        }
        if (Arrays.stream(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)) {
            return refuse(
                    "an argument has characters that this locale lacks; start the program with LC_ALL=C.UTF-8",
                    earlyOutput(Arrays.asList(args).contains("--json"), out, err));
        }
        return chosen.<Task>getCommand().run();
    }

    /** The options of the program and of {@code demo}. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ProgramOptions());
        commandLine.addSubcommand(new DemoOptions());
        // A file named @x, or an option's value from one, is never read.
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }

    private static Output earlyOutput(boolean json, PrintStream out, PrintStream err) {
        PlainScreen screen = new PlainScreen(out, err, Screen.UNLIMITED);
        return json ? Output.json(screen) : Output.text(screen, new Style(false));
    }

    private static ExitCode wrongUsage(CommandLine.ParameterException e, Output output) {
        return refuse(UsageText.of(e), output);
    }

    private static ExitCode refuse(String why, Output output) {
        output.print(new Answer.Failed(ExitCode.USAGE, why));
        return ExitCode.USAGE;
    }
}
