package reliablep2p.shell;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.command.Words;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/**
 * Reads lines and runs them until one of them, or the end of the lines, ends it.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may be called by any. The monitor guards the running command's
 * cancellation, whether a line is being run, and whether the session was stopped; nothing is called under it but the
 * cancellation's creation.
 */
public final class Session {
    private final Interpreter commands;
    private final Output output;
    private final LineSource lines;
    private final Interrupts interrupts;
    private final @Nullable Supplier<String> prompt;
    private final boolean keepGoing;
    private final String origin;
    private @Nullable Cancellation running;
    private boolean inLine;
    private boolean stopped;

    private Session(
            Interpreter commands,
            Output output,
            LineSource lines,
            Interrupts interrupts,
            @Nullable Supplier<String> prompt,
            boolean keepGoing,
            String origin) {
        this.commands = commands;
        this.output = output;
        this.lines = lines;
        this.interrupts = interrupts;
        this.prompt = prompt;
        this.keepGoing = keepGoing;
        this.origin = origin;
    }

    /** A session with a person: goes on after a failure, and the end of input is a goodbye. */
    public static Session interactive(
            Interpreter commands, Output output, LineSource lines, Interrupts interrupts, Supplier<String> prompt) {
        return new Session(commands, output, lines, interrupts, prompt, false, "");
    }

    /**
     * A session with a program.
     *
     * @param keepGoing whether the commands after one that failed are run all the same
     * @param origin what holds the lines, to say which of them ended it; empty if that goes without saying
     */
    public static Session batch(
            Interpreter commands, Output output, LineSource lines, boolean keepGoing, String origin) {
        return new Session(commands, output, lines, Interrupts.none(), null, keepGoing, origin);
    }

    /**
     * Runs to the end; what a person's session ends with is {@link ExitCode#DONE}, a program's its first failure. A
     * program's that was stopped may have had more to do: that is an interruption.
     */
    public ExitCode run() {
        ExitCode result = ExitCode.DONE;
        for (int number = 1; !commands.hasEnded(); number++) {
            Line line = isStopped() ? new Line.End() : lines.next(prompt == null ? "" : prompt.get());
            if (isStopped()) {
                return prompt == null ? first(result, ExitCode.INTERRUPTED) : result;
            }
            if (line instanceof Line.Failed failed) {
                return unreadable(failed);
            }
            if (line instanceof Line.End) {
                return prompt == null ? result : run(List.of("exit"));
            }
            ExitCode code = runWhole(line);
            if (prompt == null) {
                result = first(result, code);
                if (endsWith(code)) {
                    return stopped(number, code);
                }
            }
        }
        return result;
    }

    /** A person's session is at its end then, and a program's has not done what it was to do. */
    private ExitCode unreadable(Line.Failed failed) {
        output.print(new Answer.Failed(
                ExitCode.FAILED, "what comes next can't be read, so nothing more is run: " + failed.reason()));
        if (prompt != null) {
            run(List.of("exit"));
        }
        return ExitCode.FAILED;
    }

    private ExitCode stopped(int number, ExitCode code) {
        if (!origin.isEmpty()) {
            output.note("Stopped at line " + number + " of " + origin + ".");
        }
        return code;
    }

    /** Whether nothing is to be run after a command that came to this. */
    private boolean endsWith(ExitCode code) {
        return code == ExitCode.INTERRUPTED || (code != ExitCode.DONE && !keepGoing);
    }

    private static ExitCode first(ExitCode before, ExitCode code) {
        return before == ExitCode.DONE ? code : before;
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

    /** Whether a line is being run now; between two of its commands too. */
    public synchronized boolean isRunning() {
        return inLine;
    }

    private synchronized void setRunning(boolean now) {
        inLine = now;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private ExitCode runWhole(Line line) {
        setRunning(true);
        try {
            return run(line);
        } finally {
            setRunning(false);
        }
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

    /** The commands of a line; one that fails keeps those after it from running, unless the session keeps going. */
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
        ExitCode result = ExitCode.DONE;
        for (List<String> words : line) {
            if (isStopped()) {
                return ExitCode.INTERRUPTED;
            }
            ExitCode code = run(words);
            result = first(result, code);
            if (endsWith(code) || commands.hasEnded()) {
                return code == ExitCode.INTERRUPTED ? code : result;
            }
        }
        return result;
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
