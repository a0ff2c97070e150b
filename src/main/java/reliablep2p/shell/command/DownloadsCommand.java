package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.TransferAnswer;
import reliablep2p.storage.StorageException;

/** Shows what is on its way, and what was left unfinished. */
@Command(
        name = "downloads",
        description = {
            "Show what is on its way or unfinished.",
            "get or resume goes on with what is here of a file, from whoever has it; cancel drops it. What nobody goes on"
                    + " with is thrown away after a while, which --keep-parts sets at the start."
        },
        footer = {"", "Example:", "  downloads"})
final class DownloadsCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    DownloadsCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws StorageException {
        output.print(new Answer.OfTransfers(new TransferAnswer.Downloads(peer.downloads())));
        return ExitCode.DONE;
    }
}
