package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reliablep2p.model.FileVersion;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Takes a file into the catalog. */
@Command(
        name = "approve",
        description = {
            "Take a file that waits into the catalog.",
            "Its bytes are read once more, and who offered it is told. A revoked file that lies in the directory can be"
                    + " approved again, too."
        },
        footer = {"", "Examples:", "  approve notes.txt", "  approve notes.txt --from 9002"})
final class ApproveCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;

    @Parameters(paramLabel = "NAME", description = "The name as pending shows it.")
    private String name = "";

    @Mixin
    private Sharer sharer = new Sharer();

    ApproveCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? PendingCommand.names(database) : List.of();
    }

    @Override
    public List<String> values(String option) {
        return Sharer.values(option, new PeerReference(database));
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        FileVersion version =
                database.approve(OperatorWords.name(name), sharer.resolve(new PeerReference(database)), cancellation);
        output.print(new Answer.OfCatalog(new CatalogAnswer.Approved(version)));
        return ExitCode.DONE;
    }
}
