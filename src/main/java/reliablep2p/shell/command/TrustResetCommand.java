package reliablep2p.shell.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.storage.StorageException;

/** Forgets the database peer. */
@Command(
        name = "trust-reset",
        description = {
            "Forget which database peer was met here.",
            "The way out after an alarm that another database peer answers at that address, and only if the operator has"
                    + " told you, over another way, that this is right. The next connect remembers whoever answers. Files"
                    + " stay. Not while connected."
        },
        footer = {"", "Example:", "  trust-reset"})
final class TrustResetCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    TrustResetCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws RefusedException, StorageException {
        Optional<PeerId> known = peer.catalog().network();
        boolean forgot = peer.trustReset();
        output.print(new Answer.OfPeers(
                new PeersAnswer.TrustReset(peer.status().database(), forgot ? known : Optional.empty(), forgot)));
        return ExitCode.DONE;
    }
}
