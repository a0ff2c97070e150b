package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Tells what can be typed. */
@Command(
        name = "help",
        description = {"Show the commands, or what one of them does."},
        footer = {"", "Examples:", "  help", "  help get"})
final class HelpCommand implements ShellCommand {
    private final Commands commands;
    private final Output output;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to be told about.")
    private String command = "";

    HelpCommand(Commands commands, Output output) {
        this.commands = commands;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? commands.names() : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        output.print(new Answer.Help(command.isEmpty() ? commands.overview() : commands.help(command)));
        return ExitCode.DONE;
    }
}
