package reliablep2p.shell.command;

import java.util.function.Supplier;
import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Shows the settings. */
@Command(
        name = "config",
        hidden = true,
        description = {
            "Show each setting, and where it came from.",
            "Which option, environment variable or line of the settings file gave the value that this program has now."
        },
        footer = {"", "Example:", "  config"})
final class ConfigCommand implements ShellCommand {
    private final Supplier<Answer.Settings> settings;
    private final Output output;

    ConfigCommand(Supplier<Answer.Settings> settings, Output output) {
        this.settings = settings;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        output.print(settings.get());
        return ExitCode.DONE;
    }
}
