package reliablep2p.shell.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import reliablep2p.model.PeerId;

/** Which of several peers that offer the same name is meant. */
final class Sharer {
    private static final String FROM = "--from";

    @Option(
            names = FROM,
            paramLabel = PeerReference.LABEL,
            description = "Who offered it, where several peers offer that name. " + PeerReference.DESCRIPTION)
    private String from = "";

    Optional<PeerId> resolve(PeerReference peers) throws CommandException {
        return from.isEmpty() ? Optional.empty() : Optional.of(peers.resolve(from));
    }

    /** What the tabulator key offers for the value of an option. */
    static List<String> values(String option, PeerReference peers) {
        return option.equals(FROM) ? peers.candidates(peer -> true) : List.of();
    }
}
