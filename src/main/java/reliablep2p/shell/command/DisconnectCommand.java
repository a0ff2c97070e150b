package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Leaves the network and ends the program. */
@Command(
        name = "disconnect",
        aliases = {"exit", "quit"},
        description = {
            "Leave the network and end (also exit, quit).",
            "Tells every peer and the database peer. Who can't be told within 5 seconds is named and skipped. Ctrl-D does"
                    + " the same."
        },
        footer = {"", "Example:", "  disconnect"})
final class DisconnectCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final Runnable end;

    DisconnectCommand(PeerOperations peer, Output output, Runnable end) {
        this.peer = peer;
        this.output = output;
        this.end = end;
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        // Whatever happens now, the person wants to be gone.
        end.run();
        output.print(new Answer.Disconnected(peer.disconnect(), true));
        return ExitCode.DONE;
    }
}
