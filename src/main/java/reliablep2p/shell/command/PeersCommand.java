package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the members of the network. */
@Command(
        name = "peers",
        description = {"Show the members of the network.", "With each its address, its id (shortened) and its role."},
        footer = {"", "Example:", "  peers"})
final class PeersCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    PeersCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws NotConnectedException {
        output.print(new Answer.Members(node.peers(), node.self()));
        return ExitCode.DONE;
    }
}
