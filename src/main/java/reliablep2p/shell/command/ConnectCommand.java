package reliablep2p.shell.command;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Invitation;
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
                    + " repeated. While the database peer is away, a peer that it knows is let in by the others."
        },
        footer = {"", "Examples:", "  connect", "  connect INVITATION"})
final class ConnectCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "INVITATION",
            description = "What the operator's invite printed; needed once, and only where joining is not open to all."
                    + " It is a secret: type it here, or have -f read it; -c refuses it.")
    private String invitation = "";

    ConnectCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation)
            throws CommandException, ConnectException, IOException, StorageException {
        Connected outcome = peer.connect(invitation(), cancellation);
        output.print(new Answer.Joined(outcome, peer.status().database()));
        return ExitCode.DONE;
    }

    private Optional<Invitation> invitation() throws CommandException {
        try {
            return invitation.isEmpty() ? Optional.empty() : Optional.of(Invitation.parse(invitation));
        } catch (InvalidValueException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
