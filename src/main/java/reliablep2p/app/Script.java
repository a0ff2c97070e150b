package reliablep2p.app;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import reliablep2p.shell.LineSource;
import reliablep2p.shell.StreamLines;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.output.Printable;

/**
 * The commands that a program gave, by {@code -c} or {@code -f}.
 *
 * @param lines the commands
 * @param origin what holds them, where that is worth telling; otherwise empty
 */
record Script(LineSource lines, String origin) {
    private static final String STANDARD_INPUT = "-";

    /** The commands of an argument. */
    static Script ofArgument(String commands) {
        return new Script(LineSource.of(commands), "");
    }

    /**
     * The commands of a file.
     *
     * @param file its path, or {@code -} for standard input
     * @throws CommandException if it can't be read
     */
    static Script ofFile(String file) throws CommandException {
        if (file.equals(STANDARD_INPUT)) {
            return of(new FileInputStream(FileDescriptor.in), "standard input");
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw CommandException.usage(Printable.text(file) + " is a directory; -f takes a file with commands");
            }
            return of(Files.newInputStream(path), Printable.text(file));
        } catch (IOException | InvalidPathException e) {
            throw CommandException.usage(
                    "the commands in " + Printable.text(file) + " can't be read: " + Printable.text(reason(e)));
        }
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    private static Script of(InputStream stream, String origin) {
        return new Script(new StreamLines(new BufferedInputStream(stream)), origin);
    }
}
