package reliablep2p.app;

import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.net.CancelledException;
import reliablep2p.shell.Line;
import reliablep2p.shell.command.CommandException;

/** Asks the person for the ports that no option gave. */
final class PortQuestions {
    private final Program program;

    PortQuestions(Program program) {
        this.program = program;
    }

    /**
     * The port that was given, or else the person's answer.
     *
     * @param name of the setting
     * @throws CommandException if there is nobody to ask, or nobody answers
     * @throws CancelledException if the person pressed Ctrl-C
     */
    int answer(String name, @Nullable Integer given, String question) throws CommandException, CancelledException {
        if (given != null) {
            return given;
        }
        if (!program.isInteractive()) {
            throw CommandException.usage("--port and --db-port are missing\n" + UsageText.SYNOPSIS);
        }
        while (true) {
            Line line = program.console().ask(question);
            if (line instanceof Line.End || line instanceof Line.Failed) {
                throw CommandException.usage("no port was given\n" + UsageText.SYNOPSIS);
            }
            if (line instanceof Line.Interrupted) {
                throw new CancelledException();
            }
            try {
                int port = Address.parsePort(
                        line instanceof Line.Typed typed ? typed.text().strip() : "");
                program.settings().asked(name, Integer.toString(port));
                return port;
            } catch (InvalidValueException e) {
                program.output().note("That will not do: " + e.getMessage() + ".");
            }
        }
    }
}
