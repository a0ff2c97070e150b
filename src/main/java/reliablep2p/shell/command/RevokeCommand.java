package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Takes a file back. */
@Command(
        name = "revoke",
        customSynopsis = "revoke FILE|FILE@N [WHY...]",
        description = {
            "Take a file back.",
            "Within seconds nobody lists, serves or asks for it any more. Copies stay where they are, and seeding shows them"
                    + " as revoked, with the reason. FILE@2 takes the second version back only."
        },
        footer = {"", "Examples:", "  revoke notes.txt", "  revoke notes.txt@2 it has a password in it"})
final class RevokeCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;

    @Parameters(index = "0", paramLabel = "FILE", description = "The name as list shows it, or one of its versions.")
    private String file = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WHY", description = "The reason, for everybody.")
    private List<String> why = List.of();

    RevokeCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? database.names() : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        TypedVersion typed = TypedVersion.of(file, database.names());
        FileName name = OperatorWords.name(typed.name());
        String reason = OperatorWords.text(why);
        List<FileVersion> versions = database.revoke(name, typed.number(), reason);
        output.print(new Answer.OfCatalog(new CatalogAnswer.Revoked(name, typed.number(), versions, reason)));
        return ExitCode.DONE;
    }
}
