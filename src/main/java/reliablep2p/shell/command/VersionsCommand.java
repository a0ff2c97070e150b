package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reliablep2p.model.FileVersion;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows what was ever shared under a name. */
@Command(
        name = "versions",
        description = {
            "Show the versions of a file.",
            "With each its size, when it was approved, from whom it came, and whether it was revoked. get FILE@N brings one.",
            "Keys to sort by: version (as usual), size (the largest first), approved."
        },
        footer = {"", "Examples:", "  versions hangman.java", "  versions hangman.java -r"})
final class VersionsCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;
    private final SortKeys<FileVersion> keys = new SortKeys<FileVersion>(
                    "version", Comparator.comparingInt(FileVersion::number))
            .key(
                    "size",
                    Comparator.comparingLong(
                            (FileVersion version) -> -version.file().size()))
            .key("approved", Comparator.comparing(version -> version.approval().when()));

    @Parameters(paramLabel = "FILE", description = "The name as list shows it, or as list showed it once.")
    private String file = "";

    @Mixin
    private Sorting sorting = new Sorting();

    VersionsCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? node.names() : List.of();
    }

    @Override
    public List<String> values(String option) {
        return Sorting.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, NotConnectedException {
        Comparator<FileVersion> order = sorting.order(keys);
        TypedName name = new TypedName(node, file);
        List<FileVersion> versions = new ArrayList<>(node.versions(name.parse()));
        if (versions.isEmpty()) {
            throw name.notInCatalog();
        }
        versions.sort(order);
        output.print(new Answer.OfCatalog(
                new CatalogAnswer.Versions(name.parse(), List.copyOf(versions), Acquaintances.of(node))));
        return ExitCode.DONE;
    }
}
