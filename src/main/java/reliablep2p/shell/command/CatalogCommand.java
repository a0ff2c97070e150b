package reliablep2p.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.Printable;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Shows and proves the journal. */
@Command(
        name = CatalogCommand.NAME,
        customSynopsis = "catalog [verify [FILE]]",
        description = {
            "Show the signed journal, or prove a copy.",
            "The journal tells what was approved and revoked, and who got which role; each line has the hash of the one"
                    + " before, and the database peer signs the last. verify needs no network: it reads a copy, and names"
                    + " the first line that is not what was signed."
        },
        footer = {"", "Examples:", "  catalog", "  catalog verify", "  catalog verify ~/backup/catalog.jsonl"})
final class CatalogCommand implements ShellCommand {
    static final String NAME = "catalog";
    static final String VERIFY = "verify";

    private final NodeOperations node;
    private final Output output;

    @Parameters(index = "0", arity = "0..1", paramLabel = VERIFY, description = "Prove a copy of the journal.")
    private String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The copy, with its head beside it; without one, that of this peer.")
    private String copy = "";

    CatalogCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before, String word) {
        return switch (before.size()) {
            case 0 -> List.of(VERIFY);
            case 1 -> LocalPaths.beginning(word);
            default -> List.of();
        };
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, IOException, StorageException {
        if (action.isEmpty()) {
            output.print(new Answer.OfCatalog(new CatalogAnswer.Journal(node.catalog())));
            return ExitCode.DONE;
        }
        if (!action.equals(VERIFY)) {
            throw CommandException.usage("catalog takes verify or nothing, not " + Printable.text(action));
        }
        Optional<Path> path = copy.isEmpty() ? Optional.empty() : Optional.of(LocalPaths.of(copy));
        CatalogCheck check = node.checkCatalog(path, cancellation);
        output.print(new Answer.OfCatalog(new CatalogAnswer.Checked(check)));
        return check instanceof CatalogCheck.Proved ? ExitCode.DONE : ExitCode.VERIFICATION;
    }
}
