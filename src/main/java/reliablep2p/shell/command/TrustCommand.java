package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.storage.StorageException;

/** Makes a peer a trusted one. */
@Command(
        name = "trust",
        description = {
            "Give a peer the role of a trusted peer.",
            "secure-get takes files from it, and what it shares is approved at once. From the first trust on, secure-get takes"
                    + " files from trusted peers only. The role belongs to the peer's id, not to its port."
        },
        footer = {"", "Examples:", "  trust 9002", "  trust 1f2e3d4c the one in the library"})
final class TrustCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final PeerReference peers;
    private final Output output;

    @Parameters(index = "0", paramLabel = PeerReference.LABEL, description = PeerReference.DESCRIPTION)
    private String peer = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NOTE", description = "What everybody is told of it.")
    private List<String> note = List.of();

    TrustCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.peers = new PeerReference(database);
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty()
                ? peers.candidates(
                        known -> known.role().isEmpty() && known.expulsion().isEmpty())
                : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        PeerId id = peers.resolve(peer);
        TrustedPeer trusted = database.trust(id, OperatorWords.text(note));
        output.print(new Answer.OfPeers(new PeersAnswer.Given(trusted, peers.member(id))));
        return ExitCode.DONE;
    }
}
