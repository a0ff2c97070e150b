package reliablep2p.shell;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.Words;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/**
 * Reads lines and runs them until one of them, or the end of the lines, ends it.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may be called by any. The monitor guards the running command's
 * cancellation and whether the session was stopped; nothing is called under it but the cancellation's creation.
 */
public final class Session {
    private final Commands commands;
    private final Output output;
    private final LineSource lines;
    private final Interrupts interrupts;
    private final @Nullable Supplier<String> prompt;
    private @Nullable Cancellation running;
    private boolean stopped;

    private Session(
            Commands commands,
            Output output,
            LineSource lines,
            Interrupts interrupts,
            @Nullable Supplier<String> prompt) {
        this.commands = commands;
        this.output = output;
        this.lines = lines;
        this.interrupts = interrupts;
        this.prompt = prompt;
    }

    /** A session with a person: goes on after a failure, and the end of input is a goodbye. */
    public static Session interactive(
            Commands commands, Output output, LineSource lines, Interrupts interrupts, Supplier<String> prompt) {
        return new Session(commands, output, lines, interrupts, prompt);
    }

    /** A session with a program: the first failure ends it. */
    public static Session batch(Commands commands, Output output, LineSource lines) {
        return new Session(commands, output, lines, Interrupts.none(), null);
    }

    /** Runs to the end; what a person's session ends with is {@link ExitCode#DONE}, a program's its first failure. */
    public ExitCode run() {
        while (!commands.hasEnded() && !isStopped()) {
            Line line = lines.next(prompt == null ? "" : prompt.get());
            if (isStopped()) {
                break;
            }
            if (line instanceof Line.End) {
                return end();
            }
            ExitCode code = run(line);
            if (code != ExitCode.DONE && prompt == null) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    /** Cancels the running command; {@link #run} returns as soon as its line source lets it. */
    public void stop() {
        Cancellation cancellation;
        synchronized (this) {
            stopped = true;
            cancellation = running;
        }
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    /** Whether a command is running now. */
    public synchronized boolean isRunning() {
        return running != null;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private ExitCode end() {
        return prompt == null ? ExitCode.DONE : run(List.of("exit"));
    }

    private ExitCode run(Line line) {
        if (line instanceof Line.Typed typed) {
            return runAll(typed.text());
        }
        if (line instanceof Line.TooLong) {
            return fail("a line has at most " + Line.MAX_BYTES + " bytes; this one was longer and is ignored");
        }
        if (line instanceof Line.NotText) {
            return fail("a line is UTF-8 text; this one is not and is ignored");
        }
        return ExitCode.DONE;
    }

    private ExitCode fail(String message) {
        output.print(new Answer.Failed(ExitCode.USAGE, message));
        return ExitCode.USAGE;
    }

    /** The commands of a line; one that fails keeps those after it from running. */
    private ExitCode runAll(String text) {
        List<List<String>> line;
        try {
            line = Words.split(text);
        } catch (CommandException e) {
            output.print(e.answer());
            return e.code();
        }
        if (line.isEmpty()) {
            output.note("Usage: COMMAND; COMMAND ... (help shows the commands)");
        }
        for (List<String> words : line) {
            if (isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            ExitCode code = run(words);
            if (code != ExitCode.DONE || commands.hasEnded()) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode run(List<String> words) {
        Cancellation cancellation = begin();
        try (Interrupts.Watch watch = interrupts.during(cancellation::cancel)) {
            return commands.run(words, cancellation);
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    private Cancellation begin() {
        Cancellation cancellation = new Cancellation();
        boolean late;
        synchronized (this) {
            running = cancellation;
            late = stopped;
        }
        if (late) {
            cancellation.cancel();
        }
        return cancellation;
    }
}
