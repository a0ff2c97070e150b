package reliablep2p.app;

import java.io.IOException;
import reliablep2p.net.CancelledException;
import reliablep2p.node.ConnectException;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.command.CommandException;
import reliablep2p.storage.StorageException;

/** Brings the peer up that one then talks to. */
interface Starter {
    /**
     * Starts it and says that it is ready.
     *
     * @param program what there is to talk through; everything that has to be closed is handed to its end
     * @throws CancelledException if the person did not want to go on
     * @throws CommandException if something is missing that only the person knows
     */
    Running start(Program program)
            throws CommandException, ConnectException, NotConnectedException, IOException, StorageException;
}
