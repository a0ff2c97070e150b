package reliablep2p.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.Words;

/** The options that say how one talks to the peer, whichever it is. */
final class SessionOptions {
    @Option(
            names = "-c",
            paramLabel = "'CMD; CMD'",
            converter = CommandsConverter.class,
            description = "Run these, stop at the first that fails, and end.")
    private @Nullable String commands;

    @Option(
            names = "-f",
            paramLabel = "FILE",
            converter = ProgramOptions.DirectoryConverter.class,
            description = "Run the commands in FILE, - for stdin, as -c does.")
    private @Nullable Path file;

    @Option(names = "--keep-going", description = "Go on after a command that failed.")
    private boolean keepGoing;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print what was asked for, and errors; nothing else.")
    private boolean quiet;

    @Option(names = "--stay", description = "Serve on after the last command, until SIGTERM.")
    private boolean stay;

    @Option(names = "--json", description = "Answers and events as JSON, one object a line.")
    private boolean json;

    @Option(names = "--debug", description = "Log more; show where an error came from.")
    private boolean debug;

    /** The commands to run, or null to read them. */
    @Nullable
    String commands() {
        return commands;
    }

    /** The file whose commands are to run, {@code -} for standard input, or null. */
    @Nullable
    Path file() {
        return file;
    }

    boolean keepGoing() {
        return keepGoing;
    }

    boolean quiet() {
        return quiet;
    }

    boolean stay() {
        return stay;
    }

    boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }

    /** Refuses what an unset variable of a script leaves. */
    static final class CommandsConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.replace(';', ' ').isBlank()) {
                throw new TypeConversionException("it holds no command");
            }
            if (hasInvitation(text)) {
                throw new TypeConversionException("an invitation is a secret, and everybody on this machine can read a"
                        + " command line: type it at the prompt, or have -f read it from a file");
            }
            return text;
        }

        private static boolean hasInvitation(String text) {
            try {
                return Words.split(text).stream()
                        .anyMatch(command -> command.size() > 1
                                && command.get(0).equals("connect")
                                && !command.get(1).startsWith("-"));
            } catch (CommandException e) {
                return false; // It is told when it is to be run.
            }
        }
    }
}
