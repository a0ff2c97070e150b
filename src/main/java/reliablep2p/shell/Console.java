package reliablep2p.shell;

import java.io.Closeable;
import java.nio.file.Path;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/** What the program's standard streams are joined to: a terminal that can do everything, or less. */
public interface Console extends Closeable {
    /** Looks at the standard streams and the environment. */
    static Console open() {
        return Surroundings.look().open();
    }

    /** Whether a person can type here. */
    boolean isInteractive();

    /** Where lines go. */
    Screen screen();

    /** Whether and how text is styled. */
    Style style();

    /** Asks a person for a line that is not kept in the history. */
    Line ask(String question);

    /**
     * The lines that are typed, or piped in.
     *
     * @param history the file that keeps what a person types; a prompt's only
     * @param commands what the tabulator key completes
     */
    LineSource lines(Path history, Commands commands);

    /** Ctrl-C while a command runs. */
    Interrupts interrupts();

    /** Puts the terminal back as it was. */
    @Override
    void close();
}
