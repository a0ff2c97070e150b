package reliablep2p.shell.command;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reliablep2p.net.Cancellation;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PeersAnswer;
import reliablep2p.storage.StorageException;

/** Makes an invitation. */
@Command(
        name = "invite",
        description = {
            "Make an invitation for a new peer.",
            "Prints one string with this peer's address, its id and a secret, which connect takes at the new peer. On"
                    + " loopback anybody may join without one."
        },
        footer = {"", "Examples:", "  invite", "  invite --uses 5 --for 7d"})
final class InviteCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;

    @Option(
            names = "--uses",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many peers it admits (default: ${DEFAULT-VALUE}).")
    private int uses;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "How long, as 30m, 12h or 7d (default: ${DEFAULT-VALUE}).")
    private String validity = "";

    InviteCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    @Override
    public List<String> values(String option) {
        return option.equals("--for") ? List.of("30m", "12h", "24h", "7d") : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, RefusedException, StorageException {
        if (uses < 1) {
            throw CommandException.usage("an invitation admits at least 1 peer, not " + uses);
        }
        Duration time = OperatorWords.time(validity);
        output.print(new Answer.OfPeers(new PeersAnswer.Invitation(database.invite(uses, time), uses, time)));
        return ExitCode.DONE;
    }
}
