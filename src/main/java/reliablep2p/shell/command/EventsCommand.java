package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.Printable;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** Turns the news on and off. */
@Command(
        name = "events",
        hidden = true,
        description = {
            "Turn news on or off.",
            "News are lines about peers that join and leave, files that come and go, and files that others fetched from"
                    + " here. Warnings are always told."
        },
        footer = {"", "Examples:", "  events off", "  events"})
final class EventsCommand implements ShellCommand {
    private static final String ON = "on";
    private static final String OFF = "off";

    private final EventSwitch news;
    private final Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "on|off",
            description = "What they are to be; nothing shows what they are.")
    private String turn = "";

    EventsCommand(EventSwitch news, Output output) {
        this.news = news;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return before.isEmpty() ? List.of(ON, OFF) : List.of();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException {
        if (turn.equals(ON) || turn.equals(OFF)) {
            news.turn(turn.equals(ON));
        } else if (!turn.isEmpty()) {
            throw CommandException.usage("events takes on or off, not " + Printable.text(turn));
        }
        output.print(new Answer.Events(news.isOn()));
        return ExitCode.DONE;
    }
}
