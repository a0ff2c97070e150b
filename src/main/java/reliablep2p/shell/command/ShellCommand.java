package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.storage.StorageException;

/**
 * Something that can be typed. picocli's annotations of the class give its name, its parameters and its help; its fields
 * hold what was typed, so one instance runs one line at a time.
 */
interface ShellCommand {
    /**
     * Does it and prints the answer.
     *
     * @param cancellation the person's wish to stop
     * @return {@link ExitCode#DONE}, or the code of the first failure that this command has printed itself
     */
    ExitCode run(Cancellation cancellation)
            throws CommandException, NotConnectedException, ConnectException, RefusedException, IOException,
                    StorageException;

    /**
     * What the tabulator key offers for the next word that is no option. From memory: a key press waits for nothing.
     *
     * @param before the words that stand before it, without options
     */
    default List<String> candidates(List<String> before) {
        return List.of();
    }

    /**
     * The same where that depends on what is typed of the word: paths, which are looked up in one directory.
     *
     * @param word what is typed of it
     */
    default List<String> candidates(List<String> before, String word) {
        return candidates(before);
    }

    /** What the tabulator key offers for the value of an option. */
    default List<String> values(String option) {
        return List.of();
    }
}
