package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FileHolders;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows who is known to hold what. */
@Command(
        name = "address-book",
        description = {
            "Show the known locations of each file.",
            "What this peer has learned of who holds which file; get asks these first. The database peer holds all.",
            "Keys to sort by: name (as usual), holders (the most first)."
        },
        footer = {"", "Examples:", "  address-book", "  address-book hang* --sort holders", "  address-book --graph"})
final class AddressBookCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final SortKeys<KnownHolders> keys = new SortKeys<KnownHolders>(
                    "name", Comparator.comparing(line -> line.file().name()))
            .key(
                    "holders",
                    Comparator.comparingInt(
                            (KnownHolders line) -> -line.holders().size()));

    private final SortKeys<FileHolders> graphKeys = new SortKeys<FileHolders>(
                    "name", Comparator.comparing(line -> line.file().name()))
            .key(
                    "holders",
                    Comparator.comparingInt(
                            (FileHolders line) -> -line.holders().size()));

    @Option(names = "--graph", description = "Draw who has what, and how that is known, as a picture.")
    private boolean graph;

    @Mixin
    private Listing listing = new Listing();

    AddressBookCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return peer.names();
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, NotConnectedException {
        if (graph) {
            return draw();
        }
        Comparator<KnownHolders> order = listing.order(keys);
        List<KnownHolders> all = peer.addressBook();
        List<KnownHolders> lines = listing.select(
                all, order, (pattern, line) -> pattern.test(line.file().name()));
        output.print(new Answer.Locations(lines, listing.filter(all.size())));
        return ExitCode.DONE;
    }

    private ExitCode draw() throws CommandException, NotConnectedException {
        Comparator<FileHolders> order = listing.order(graphKeys);
        List<FileHolders> all = peer.holders();
        List<FileHolders> lines = listing.select(
                all, order, (pattern, line) -> pattern.test(line.file().name()));
        output.print(new Answer.Graph(lines, peer.peers(), listing.filter(all.size())));
        return ExitCode.DONE;
    }
}
