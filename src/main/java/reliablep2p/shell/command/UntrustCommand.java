package reliablep2p.shell.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.storage.StorageException;

/** Takes the role of a trusted peer away. */
@Command(
        name = "untrust",
        description = {
            "Take the role of a trusted peer away.",
            "What it shared stays in the catalog; revoke takes files back."
        },
        footer = {"", "Examples:", "  untrust 9002", "  untrust 1f2e3d4c"})
final class UntrustCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final PeerReference peers;
    private final Output output;

    @Parameters(paramLabel = PeerReference.LABEL, description = PeerReference.DESCRIPTION)
    private String peer = "";

    UntrustCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.peers = new PeerReference(database);
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? peers.candidates(known -> known.role().isPresent()) : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        PeerId id = peers.resolve(peer);
        Optional<Member> member = peers.member(id);
        output.print(new Answer.OfPeers(new PeersAnswer.Taken(database.untrust(id), member)));
        return ExitCode.DONE;
    }
}
