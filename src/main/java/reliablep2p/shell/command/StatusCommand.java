package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows how this peer is doing. */
@Command(
        name = "status",
        description = {
            "Show how this peer is doing.",
            "Who and where it is, for how long, whether it is connected, and what it has moved since its start."
        },
        footer = {"", "Example:", "  status"})
final class StatusCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    StatusCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        output.print(new Answer.Status(node.status(), node.catalog()));
        return ExitCode.DONE;
    }
}
