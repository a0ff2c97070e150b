package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.NaturalOrder;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the members of the network. */
@Command(
        name = "peers",
        description = {
            "Show the members of the network.",
            "With each its address, its id (shortened), its role, and the operator's note on a trusted peer. A PATTERN is one of"
                    + " an address, or of a port alone.",
            "Keys to sort by: port (as usual), address (by host, then port), role (the database peer first), id."
        },
        footer = {"", "Examples:", "  peers", "  peers 192.168.1.* --sort role", "  peers 90??"})
final class PeersCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;
    private final SortKeys<Member> keys = new SortKeys<Member>("port", Comparator.naturalOrder())
            .key(
                    "address",
                    Comparator.comparing((Member member) -> member.address().host(), new NaturalOrder()))
            .key("role", Comparator.comparing((Member member) -> member.role() != Role.DATABASE))
            .key("id", Comparator.comparing(Member::id));

    @Mixin
    private Listing listing = new Listing();

    PeersCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return ports();
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, NotConnectedException {
        Comparator<Member> order = listing.order(keys);
        List<Member> all = node.peers();
        List<Member> members = listing.select(all, order, (pattern, member) -> isAt(pattern, member.address()));
        output.print(new Answer.Members(members, Acquaintances.of(node), node.self(), listing.filter(all.size())));
        return ExitCode.DONE;
    }

    private List<String> ports() {
        try {
            return node.peers().stream()
                    .map(member -> Integer.toString(member.address().port()))
                    .distinct()
                    .toList();
        } catch (NotConnectedException e) {
            return List.of();
        }
    }

    /** Whether a pattern takes the id of a peer, all of it or as it is shown, or where it is. */
    static boolean isLike(NamePattern pattern, PeerId id, Optional<Address> address) {
        return pattern.takes(id.hex())
                || pattern.takes(id.shortened())
                || address.filter(there -> isAt(pattern, there)).isPresent();
    }

    private static boolean isAt(NamePattern pattern, Address address) {
        return pattern.takes(address.toString())
                || pattern.takes(address.host())
                || pattern.takes(Integer.toString(address.port()));
    }
}
