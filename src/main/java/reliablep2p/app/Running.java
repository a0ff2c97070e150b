package reliablep2p.app;

import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.command.NodeOperations;
import reliablep2p.shell.control.RemoteInterpreter;
import reliablep2p.storage.PeerDirectory;

/** A peer that is up. */
sealed interface Running {
    /** Who runs what is typed at it. */
    Interpreter commands();

    /**
     * A peer in this process.
     *
     * @param node what it can be asked
     * @param commands what can be typed at it
     * @param directory where its files are, and what is its own
     * @param service whether it serves without any typing, so that the end of its input means nothing
     */
    record Here(NodeOperations node, Commands commands, PeerDirectory directory, boolean service) implements Running {}

    /** A peer that was running already, in another process. */
    record Elsewhere(RemoteInterpreter commands) implements Running {}
}
