package reliablep2p.shell.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Joins the network. */
@Command(
        name = "connect",
        description = {
            "Join the network.",
            "Asks the database peer for the peer list and the catalog, and lets everybody know of this peer. Harmless when"
                    + " repeated."
        },
        footer = {"", "Example:", "  connect"})
final class ConnectCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    ConnectCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws ConnectException, IOException, StorageException {
        Connected outcome = peer.connect(cancellation);
        output.print(new Answer.Joined(outcome, peer.status().database()));
        return ExitCode.DONE;
    }
}
