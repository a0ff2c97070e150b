package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows who is known to hold what. */
@Command(
        name = "address-book",
        description = {
            "Show the known locations of each file.",
            "What this peer has learned of who holds which file; get asks these first. The database peer holds all."
        },
        footer = {"", "Examples:", "  address-book", "  address-book hang*"})
final class AddressBookCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Only names like this: * is any characters, ? one; upper and lower case are the same.")
    private String pattern = "";

    AddressBookCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return peer.names();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws NotConnectedException {
        NamePattern names = new NamePattern(pattern);
        List<KnownHolders> lines = peer.addressBook().stream()
                .filter(line -> names.test(line.file().name()))
                .toList();
        output.print(new Answer.Locations(lines));
        return ExitCode.DONE;
    }
}
