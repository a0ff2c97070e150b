package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import reliablep2p.model.Printable;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.control.RemoteInterpreter;
import reliablep2p.shell.control.RunningAt;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.storage.DirectoryInUseException;
import reliablep2p.storage.PeerDirectory;

/**
 * Hands a script to the peer that runs already.
 *
 * @param program what there is to talk through
 */
record HandOver(Program program) {
    /** How long a peer may take from locking its directory to taking commands; a large new one takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Reaches the peer that has this directory.
     *
     * @param wanted the peer that the options name
     * @throws CommandException if there is no script to hand over, or that peer does not take it
     */
    Running to(Path directory, RunningAt wanted, DirectoryInUseException inUse) throws CommandException {
        if (!program.hasScript()) {
            throw failed(inUse, "With -c or -f, commands are handed to that one.");
        }
        RemoteInterpreter remote = connect(directory, inUse);
        program.ending().onClose(remote);
        if (!remote.peer().equals(wanted)) {
            throw CommandException.usage(directory + " belongs to a running peer with --port "
                    + remote.peer().port() + " --db-port " + remote.peer().databasePort()
                    + "; name these to command it");
        }
        return new Running.Elsewhere(remote);
    }

    /** One that is starting has its directory before it takes commands, so this is tried for a while. */
    private RemoteInterpreter connect(Path directory, DirectoryInUseException inUse) throws CommandException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return RemoteInterpreter.connect(
                        PeerDirectory.controlSocket(directory), program.output(), program.presentation());
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !pause()) {
                    throw failed(
                            inUse,
                            "It takes no commands from here: " + Printable.text(String.valueOf(e.getMessage()))
                                    + ". If it is still starting, try again.");
                }
            }
        }
    }

    /** False if the program is to end. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CommandException failed(DirectoryInUseException inUse, String more) {
        return new CommandException(ExitCode.FAILED, Printable.text(String.valueOf(inUse.getMessage())) + "\n" + more);
    }
}
