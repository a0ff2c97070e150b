package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.net.Cancellation;
import reliablep2p.node.PendingFile;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows what waits for the operator. */
@Command(
        name = "pending",
        description = {
            "Show the files that wait for a decision.",
            "With each its size, who offered it, since when, and whether its bytes are here (waiting) or come (fetching).",
            "Keys to sort by: since (as usual), name, size (the largest first)."
        },
        footer = {"", "Examples:", "  pending", "  pending *.mp3 --sort size"})
final class PendingCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;
    private final SortKeys<PendingFile> keys = new SortKeys<PendingFile>(
                    "since",
                    Comparator.comparing(PendingFile::since)
                            .thenComparing(file -> file.file().name())
                            .thenComparing(PendingFile::sharer))
            .key("name", Comparator.comparing(file -> file.file().name()))
            .key(
                    "size",
                    Comparator.comparingLong((PendingFile file) -> -file.file().size()));

    @Mixin
    private Listing listing = new Listing();

    PendingCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    /** The names of what waits, each once. */
    static List<String> names(DatabaseOperations database) {
        return database.pending().stream()
                .map(file -> file.file().name().text())
                .distinct()
                .toList();
    }

    @Override
    public List<String> candidates(List<String> before) {
        return names(database);
    }

    @Override
    public List<String> values(String option) {
        return Listing.values(option, keys);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        Comparator<PendingFile> order = listing.order(keys);
        List<PendingFile> all = database.pending();
        List<PendingFile> files = listing.select(
                all, order, (pattern, file) -> pattern.test(file.file().name()));
        output.print(new Answer.OfCatalog(new CatalogAnswer.Pending(files, listing.filter(all.size()))));
        return ExitCode.DONE;
    }
}
