package reliablep2p.app;

import java.nio.file.Path;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.NodeOperations;

/**
 * A peer that is up.
 *
 * @param node what it can be asked
 * @param commands what can be typed at it
 * @param directory where its files are
 * @param service whether it serves without any typing, so that the end of its input means nothing
 */
record Running(NodeOperations node, Commands commands, Path directory, boolean service) {
    /** Where the peer keeps what is its own. */
    private static final String OWN = ".reliablep2p";

    /** A file of the peer's own. */
    Path own(String name) {
        return directory.resolve(OWN).resolve(name);
    }
}
