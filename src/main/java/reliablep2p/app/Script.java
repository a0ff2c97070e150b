package reliablep2p.app;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import reliablep2p.model.Printable;
import reliablep2p.shell.LineSource;
import reliablep2p.shell.StreamLines;
import reliablep2p.shell.command.CommandException;

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
    static Script ofFile(Path file) throws CommandException {
        if (file.toString().equals(STANDARD_INPUT)) {
            return of(new FileInputStream(FileDescriptor.in), "standard input");
        }
        String name = Printable.text(file.toString());
        if (Files.isDirectory(file)) {
            throw CommandException.usage(name + " is a directory; -f takes a file with commands");
        }
        try {
            return of(Files.newInputStream(file), name);
        } catch (IOException e) {
            throw CommandException.usage("the commands in " + name + " can't be read: " + Printable.text(reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    private static Script of(InputStream stream, String origin) {
        return new Script(new StreamLines(new BufferedInputStream(stream)), origin);
    }
}
