package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Acquaintance;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;

/** Shows every peer that the database peer knows. */
@Command(
        name = "members",
        description = {
            "Show every peer that this one knows.",
            "Those that are in the network, were invited, have a role, or were expelled; peers shows the first of these only.",
            "Keys to sort by: port (as usual, those that are away last), id, role (trusted peers first), state."
        },
        footer = {"", "Examples:", "  members", "  members --sort role", "  members 1f2e*"})
final class MembersCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;
    private final SortKeys<Acquaintance> keys = new SortKeys<Acquaintance>(
                    "port",
                    Comparator.comparing((Acquaintance peer) -> peer.member().isEmpty())
                            .thenComparing((a, b) -> a.member().isPresent()
                                            && b.member().isPresent()
                                    ? a.member().get().compareTo(b.member().get())
                                    : a.id().compareTo(b.id())))
            .key("id", Comparator.comparing(Acquaintance::id))
            .key("role", Comparator.comparing(peer -> peer.role().isEmpty()))
            .key(
                    "state",
                    Comparator.comparing((Acquaintance peer) -> peer.expulsion().isPresent())
                            .thenComparing(peer -> peer.member().isEmpty()));

    @Mixin
    private Listing listing = new Listing();

    MembersCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return new PeerReference(database).candidates(peer -> true);
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        Comparator<Acquaintance> order = listing.order(keys);
        List<Acquaintance> all = database.members();
        List<Acquaintance> peers = listing.select(
                all,
                order,
                (pattern, peer) ->
                        PeersCommand.isLike(pattern, peer.id(), peer.member().map(Member::address)));
        output.print(
                new Answer.OfPeers(new PeersAnswer.Known(peers, database.self().id(), listing.filter(all.size()))));
        return ExitCode.DONE;
    }
}
