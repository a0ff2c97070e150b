package reliablep2p.shell.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.TransferAnswer;

/** Shows or sets how fast bytes of files may move. */
@Command(
        name = "limit",
        customSynopsis = "limit [up|down RATE|off]",
        description = {
            "Show or set how fast bytes of files may move.",
            "Of all transfers together, those too that run. RATE is a number of bytes a second, or one with K, M or G, each 1,024 of"
                    + " the one before; at least 64K. It holds until the end; --up-limit and --down-limit set it at the start."
        },
        footer = {"", "Examples:", "  limit", "  limit up 500K", "  limit down 20M", "  limit up off"})
final class LimitCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "up|down", description = "What is sent, or what is received.")
    private Optional<String> direction = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RATE",
            converter = RateLimit.Converter.class,
            description = "Bytes a second, as 500K or 20M; off for no limit.")
    private Optional<RateLimit> rate = Optional.empty();

    LimitCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? List.of("up", "down") : List.of("off");
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        if (direction.isPresent()) {
            set(direction.get());
        }
        output.print(new Answer.OfTransfers(new TransferAnswer.Limits(node.upLimit(), node.downLimit())));
        return ExitCode.DONE;
    }

    private void set(String which) {
        if (rate.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "limit " + which + " needs a RATE, or off");
        }
        switch (which) {
            case "up" -> node.upLimit(rate.get().bytesPerSecond());
            case "down" -> node.downLimit(rate.get().bytesPerSecond());
            default -> throw new ParameterException(spec.commandLine(), "a limit is one of up or down");
        }
    }
}
