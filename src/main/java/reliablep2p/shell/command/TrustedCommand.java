package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.shell.output.WhoIsWho;

/** Shows who is trusted. */
@Command(
        name = "trusted",
        description = {
            "Show the trusted peers.",
            "With each its address if it is in the network now, its id (shortened), since when, and the operator's note. The"
                    + " role belongs to the id: another peer on that port has none.",
            "Keys to sort by: since (as usual), note, id."
        },
        footer = {"", "Examples:", "  trusted", "  trusted 90?? --sort note"})
final class TrustedCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;
    private final SortKeys<TrustedPeer> keys = new SortKeys<TrustedPeer>(
                    "since", Comparator.comparing(TrustedPeer::since).thenComparing(TrustedPeer::id))
            .key("note", Comparator.comparing(TrustedPeer::note))
            .key("id", Comparator.comparing(TrustedPeer::id));

    @Mixin
    private Listing listing = new Listing();

    TrustedCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        Comparator<TrustedPeer> order = listing.order(keys);
        WhoIsWho who = Acquaintances.of(node);
        List<TrustedPeer> peers = listing.select(
                who.trusted(),
                order,
                (pattern, peer) -> PeersCommand.isLike(
                        pattern, peer.id(), who.member(peer.id()).map(Member::address)));
        output.print(new Answer.OfPeers(
                new PeersAnswer.Trusted(peers, who, listing.filter(who.trusted().size()))));
        return ExitCode.DONE;
    }
}
