package reliablep2p.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.net.CancelledException;
import reliablep2p.shell.Console;
import reliablep2p.shell.LineSource;
import reliablep2p.shell.ProcessSignals;
import reliablep2p.shell.Prompts;
import reliablep2p.shell.Session;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.Failures;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/**
 * One run of the program: a peer, the conversation with it, and the end.
 *
 * <p>The conversation has a thread of its own, so that the main thread is free to end everything when a signal says so,
 * whatever the conversation waits for.
 */
final class Program {
    /** A farewell takes up to 5 seconds. */
    private static final Duration LONGEST_END = Duration.ofSeconds(8);

    private static final long NOTICE_MILLIS = 500;

    private final SessionOptions options;
    private final Console console;
    private final Output output;
    private final OperatorLog log;
    private final Failures failures;
    private volatile @Nullable Session session;
    private volatile boolean terminating;
    private final Ending ending =
            new Ending(LONGEST_END, code -> Runtime.getRuntime().halt(code.number()));

    private Program(SessionOptions options, Console console, OperatorLog log) {
        this.options = options;
        this.console = console;
        this.log = log;
        this.output = options.json() ? Output.json(console.screen()) : Output.text(console.screen(), console.style());
        this.failures = new Failures(new Trouble(output, options.debug()));
    }

    /** Runs to the end. */
    static ExitCode run(SessionOptions options, Starter starter) {
        OperatorLog log = OperatorLog.begin(options.debug());
        Console console = Console.open();
        return new Program(options, console, log).run(starter);
    }

    private ExitCode run(Starter starter) {
        ending.onClose(log);
        ending.onClose(console);
        ProcessSignals.on("TERM", this::terminate);
        ProcessSignals.on("HUP", this::terminate);
        if (!isInteractive()) {
            ProcessSignals.on("INT", () -> ending.begin(ExitCode.INTERRUPTED));
        }
        Thread conversation = new Thread(() -> converse(starter), "conversation");
        conversation.setDaemon(true);
        conversation.start();
        ExitCode code = ending.await(conversation);
        if (code == ExitCode.DONE && console.screen().isBroken()) {
            System.err.println("what was to be printed could not be written to standard output");
            return ExitCode.FAILED;
        }
        return code;
    }

    /** A script whose command is cut off has not done what it was to do; one that only serves on has. */
    private void terminate() {
        Session current = session;
        if (current == null || isInteractive() || !current.isRunning()) {
            ending.begin(ExitCode.DONE);
            return;
        }
        terminating = true;
        current.stop();
        // The conversation ends with a code of its own; one that does not notice has been cut off.
        CompletableFuture.delayedExecutor(NOTICE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> ending.begin(ExitCode.INTERRUPTED));
    }

    private void converse(Starter starter) {
        ExitCode code = ExitCode.FAILED;
        try {
            Running running = starter.start(this);
            log.moveTo(running.directory().path("log"));
            code = talk(running);
        } catch (CancelledException e) {
            code = ExitCode.INTERRUPTED;
        } catch (CommandException e) {
            output.print(e.answer());
            code = e.code();
        } catch (Exception e) {
            Answer.Failed failed = failures.of(e);
            output.print(failed);
            code = failed.code();
        } finally {
            ending.begin(code);
        }
    }

    private ExitCode talk(Running running) {
        if (options.commands() != null) {
            return batch(running, LineSource.of(options.commands()));
        }
        if (console.isInteractive()) {
            LineSource lines = console.lines(
                    running.directory().path("history"), running.commands().names());
            Supplier<String> prompt = Prompts.of(running.node());
            return run(Session.interactive(running.commands(), output, lines, console.interrupts(), prompt));
        }
        if (running.service()) {
            return ending.waitForSignal();
        }
        return batch(
                running,
                console.lines(
                        running.directory().path("history"), running.commands().names()));
    }

    private ExitCode batch(Running running, LineSource lines) {
        ExitCode code = run(Session.batch(running.commands(), output, lines));
        boolean stays = code == ExitCode.DONE
                && options.stay()
                && !terminating
                && !running.commands().hasEnded();
        return stays ? ending.waitForSignal() : code;
    }

    private ExitCode run(Session begun) {
        session = begun;
        ending.onBegin(begun::stop);
        return begun.run();
    }

    /** Whether a person types the commands, and may be asked. */
    boolean isInteractive() {
        return options.commands() == null && console.isInteractive();
    }

    Console console() {
        return console;
    }

    Output output() {
        return output;
    }

    Failures failures() {
        return failures;
    }

    Ending ending() {
        return ending;
    }

    SessionOptions options() {
        return options;
    }
}
