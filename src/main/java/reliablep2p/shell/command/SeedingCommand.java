package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the files that this peer has. */
@Command(
        name = "seeding",
        description = {
            "Show the files that this peer has.",
            "Those that are in the catalog are served to the other members. Works before connect too."
        },
        footer = {"", "Example:", "  seeding"})
final class SeedingCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    SeedingCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        output.print(new Answer.Seeding(peer.seeding()));
        return ExitCode.DONE;
    }
}
