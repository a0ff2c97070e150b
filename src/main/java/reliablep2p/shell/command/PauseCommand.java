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

/** Stops transfers for a while. */
@Command(
        name = "pause",
        hidden = true,
        description = {
            "Stop downloads for a while.",
            "Of all that run, or of these files; get ends in the terminal where it was typed. What came is kept."
        },
        footer = {"", "Examples:", "  pause", "  pause big.iso"})
final class PauseCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Names or patterns; all that run, if there are none.")
    private List<String> files = List.of();

    PauseCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return new Unfinished(peer).names(PauseCommand::concerns);
    }

    private static boolean concerns(Download download) {
        return download.state() == Download.State.RUNNING;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, StorageException {
        List<Download> chosen = new Unfinished(peer)
                .of(files, PauseCommand::concerns, "no such download runs; downloads shows what does");
        for (Download download : chosen) {
            if (peer.pause(download.file())) {
                output.print(new Answer.OfTransfers(new TransferAnswer.Paused(download.file())));
            }
        }
        return ExitCode.DONE;
    }
}
