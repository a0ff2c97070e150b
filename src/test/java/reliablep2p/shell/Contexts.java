package reliablep2p.shell;

import java.util.function.Consumer;
import reliablep2p.shell.command.CommandContext;
import reliablep2p.shell.command.EventSwitch;
import reliablep2p.shell.command.Failures;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;

/** What commands work with in tests. */
public final class Contexts {
    private Contexts() {}

    /** Nobody looks at the log or the news. */
    public static CommandContext of(Output output) {
        return of(output, trouble -> {}, new FakeEventSwitch());
    }

    public static CommandContext of(Output output, Consumer<Throwable> log, EventSwitch news) {
        return new CommandContext(output, new Failures(log), news, Answer.Settings::none);
    }
}
