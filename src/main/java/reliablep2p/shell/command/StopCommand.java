package reliablep2p.shell.command;

import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Ends the database peer. */
@Command(
        name = "stop",
        aliases = {"exit", "quit"},
        description = {
            "Stop the database peer (also exit, quit).",
            "The peers go on among themselves, and find the database peer again when it is back. Ctrl-D does the same."
        },
        footer = {"", "Example:", "  stop"})
final class StopCommand implements ShellCommand {
    private final Output output;
    private final Runnable end;

    StopCommand(Output output, Runnable end) {
        this.output = output;
        this.end = end;
    }

    @Override
    public ExitCode run(Cancellation cancellation) {
        end.run();
        output.print(new Answer.Stopped());
        return ExitCode.DONE;
    }
}
