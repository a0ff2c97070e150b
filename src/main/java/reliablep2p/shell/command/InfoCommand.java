package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FileDetails;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows what is known of a file. */
@Command(
        name = "info",
        description = {
            "Show all that is known of a file.",
            "Its size and hash; since when this peer, in this run, has known it to be in the catalog; whether it is here, and"
                    + " since when (the time of its last change); who holds it, and how that is known; who shared it, who"
                    + " approved that and when, and whether it was revoked."
        },
        footer = {"", "Example:", "  info hangman.java"})
final class InfoCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    @Parameters(paramLabel = "FILE", description = "The name as list or seeding shows it.")
    private String file = "";

    InfoCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? node.names() : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, NotConnectedException {
        TypedName name = new TypedName(node, file);
        FileDetails details = node.info(name.parse()).orElse(null);
        if (details == null) {
            throw name.notInCatalog();
        }
        output.print(new Answer.Info(details, Acquaintances.of(node)));
        return ExitCode.DONE;
    }
}
