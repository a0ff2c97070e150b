package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.storage.StorageException;

/** Puts a peer out of the network for good. */
@Command(
        name = "expel",
        description = {
            "Put a peer out of the network.",
            "Within seconds no member talks to that id any more, and no invitation that was made before lets it in again."
        },
        footer = {"", "Examples:", "  expel 9002", "  expel 1f2e3d4c its disk was stolen"})
final class ExpelCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final PeerReference peers;
    private final Output output;

    @Parameters(index = "0", paramLabel = PeerReference.LABEL, description = PeerReference.DESCRIPTION)
    private String peer = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WHY", description = "The reason, for everybody.")
    private List<String> why = List.of();

    ExpelCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.peers = new PeerReference(database);
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? peers.candidates(known -> known.expulsion().isEmpty()) : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        Acquaintance expelled = database.expel(peers.resolve(peer), OperatorWords.text(why));
        output.print(new Answer.OfPeers(new PeersAnswer.Expelled(expelled)));
        return ExitCode.DONE;
    }
}
