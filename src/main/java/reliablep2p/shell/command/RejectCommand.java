package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Refuses a file that was offered. */
@Command(
        name = "reject",
        description = {
            "Refuse a file that waits.",
            "Its bytes are removed here, and who offered it is told, with the reason."
        },
        footer = {"", "Examples:", "  reject notes.txt", "  reject notes.txt not for everybody --from 9002"})
final class RejectCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "The name as pending shows it.")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WHY", description = "The reason, for who offered it.")
    private List<String> why = List.of();

    @Mixin
    private Sharer sharer = new Sharer();

    RejectCommand(DatabaseOperations database, Output output) {
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
        String reason = OperatorWords.text(why);
        List<PendingFile> rejected =
                database.reject(OperatorWords.name(name), sharer.resolve(new PeerReference(database)), reason);
        output.print(new Answer.OfCatalog(new CatalogAnswer.Rejected(rejected, reason)));
        return ExitCode.DONE;
    }
}
