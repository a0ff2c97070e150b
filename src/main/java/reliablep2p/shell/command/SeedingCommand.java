package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.net.Cancellation;
import reliablep2p.node.SeededFile;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the files that this peer has. */
@Command(
        name = "seeding",
        description = {
            "Show the files that this peer has.",
            "Those that are in the catalog are served to the other members. Works before connect too.",
            "Keys to sort by: name (as usual), size (the largest first), served (those that are served first)."
        },
        footer = {"", "Examples:", "  seeding", "  seeding --sort size"})
final class SeedingCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final SortKeys<SeededFile> keys = new SortKeys<SeededFile>(
                    "name", Comparator.comparing(file -> file.file().name()))
            .key(
                    "size",
                    Comparator.comparingLong((SeededFile file) -> -file.file().size()))
            .key("served", Comparator.comparing((SeededFile file) -> !file.served()));

    @Mixin
    private Listing listing = new Listing();

    SeedingCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return peer.seeding().stream().map(file -> file.file().name().text()).toList();
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        Comparator<SeededFile> order = listing.order(keys);
        List<SeededFile> all = peer.seeding();
        List<SeededFile> files = listing.select(
                all, order, (pattern, file) -> pattern.test(file.file().name()));
        output.print(new Answer.Seeding(files, listing.filter(all.size())));
        return ExitCode.DONE;
    }
}
