package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the files of the network. */
@Command(
        name = "list",
        description = {
            "Show the files of the network.",
            "With each its size, how many members are known to hold it, and whether it is here.",
            "Keys to sort by: name (as usual), size and holders (the most first), here (those that are here first)."
        },
        footer = {"", "Examples:", "  list", "  list *.mp3 *.ogg --sort size", "  list --sort holders -r"})
final class ListCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;
    private final SortKeys<ListedFile> keys = new SortKeys<ListedFile>(
                    "name", Comparator.comparing(file -> file.file().name()))
            .key(
                    "size",
                    Comparator.comparingLong((ListedFile file) -> -file.file().size()))
            .key("holders", Comparator.comparingInt((ListedFile file) -> -file.holders()))
            .key("here", Comparator.comparing((ListedFile file) -> !file.held()));

    @Mixin
    private Listing listing = new Listing();

    ListCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return node.names();
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, NotConnectedException {
        Comparator<ListedFile> order = listing.order(keys);
        List<ListedFile> all = node.list();
        List<ListedFile> files = listing.select(
                all, order, (pattern, file) -> pattern.test(file.file().name()));
        output.print(new Answer.Files(files, listing.filter(all.size())));
        StaleCatalog.warn(node, output);
        return ExitCode.DONE;
    }
}
