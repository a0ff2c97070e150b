package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Download;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.TransferAnswer;
import reliablep2p.storage.StorageException;

/** Throws away what came of files. */
@Command(
        name = "cancel",
        hidden = true,
        description = {"Drop downloads.", "Stops them if they run, and throws away what came."},
        footer = {"", "Examples:", "  cancel big.iso", "  cancel *"})
final class CancelCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Names or patterns.")
    private List<String> files = List.of();

    CancelCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return new Unfinished(peer).names(any -> true);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, StorageException {
        List<Download> chosen =
                new Unfinished(peer).of(files, any -> true, "nothing of that is on its way; downloads shows what is");
        for (Download download : chosen) {
            if (peer.drop(download.file())) {
                output.print(new Answer.OfTransfers(new TransferAnswer.Dropped(download.file())));
            }
        }
        return ExitCode.DONE;
    }
}
