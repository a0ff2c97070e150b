package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the files of the network. */
@Command(
        name = "list",
        description = {
            "Show the files of the network.",
            "With each its size, how many members are known to hold it, and whether it is here."
        },
        footer = {"", "Examples:", "  list", "  list *.mp3"})
final class ListCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Only names like this: * is any characters, ? one; upper and lower case are the same.")
    private String pattern = "";

    ListCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return node.names();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws NotConnectedException {
        NamePattern names = new NamePattern(pattern);
        List<ListedFile> files = node.list().stream()
                .filter(file -> names.test(file.file().name()))
                .toList();
        output.print(new Answer.Files(files));
        return ExitCode.DONE;
    }
}
