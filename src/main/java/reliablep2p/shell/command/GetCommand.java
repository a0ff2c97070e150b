package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Gets files from whoever has them. */
@Command(
        name = "get",
        description = {
            "Get files from whoever has them.",
            "Asks the known holders first, then other peers, the database peer last. A file counts only when its bytes are"
                    + " those of the catalog; one that is here already is checked again."
        },
        footer = {"", "Examples:", "  get hangman.java", "  get hangman.java 'a name with spaces.txt'"})
final class GetCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final Failures failures;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Names as list shows them.")
    private List<String> files = List.of();

    GetCommand(PeerOperations peer, Output output, Failures failures) {
        this.peer = peer;
        this.output = output;
        this.failures = failures;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return peer.names();
    }

    /** Tries every file, though one before it failed; only an interruption ends it. */
    @Override
    public ExitCode run(Cancellation cancellation) {
        ExitCode result = ExitCode.DONE;
        for (String file : files) {
            ExitCode code = get(file, cancellation);
            result = result == ExitCode.DONE ? code : result;
            if (cancellation.isCancelled()) {
                break;
            }
        }
        return result;
    }

    private ExitCode get(String file, Cancellation cancellation) {
        try {
            new Fetch(peer, output, false).run(file, peer::get, cancellation);
            return ExitCode.DONE;
        } catch (Exception e) {
            Answer.Failed failed = failures.of(e, cancellation);
            output.print(failed);
            return failed.code();
        }
    }
}
