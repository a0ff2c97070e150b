package reliablep2p.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.net.CancelledException;
import reliablep2p.node.NodeEvent;
import reliablep2p.shell.Announcer;
import reliablep2p.shell.Console;
import reliablep2p.shell.LineSource;
import reliablep2p.shell.ProcessSignals;
import reliablep2p.shell.Prompts;
import reliablep2p.shell.Session;
import reliablep2p.shell.command.CommandContext;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.EventSwitch;
import reliablep2p.shell.command.Failures;
import reliablep2p.shell.control.Presentation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.EventLog;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.PeerDirectory;

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

    /** What is said where standard output is a full disk, or its reader has gone. */
    static final String UNPRINTED = "what was to be printed could not be written to standard output";

    private final SessionOptions options;
    private final Settings settings;
    private final Console console;
    private final Output output;
    private final OperatorLog log;
    private final Presentation presentation;
    private volatile @Nullable Session session;
    private volatile boolean terminating;
    private final Ending ending =
            new Ending(LONGEST_END, code -> Runtime.getRuntime().halt(code.number()));

    private Program(SessionOptions options, Settings settings, Console console, OperatorLog log) {
        this.options = options;
        this.settings = settings;
        this.console = console;
        this.log = log;
        this.presentation = new Presentation(
                options.json(),
                options.quiet(),
                console.style().enabled(),
                console.screen().showsProgress() && !options.quiet());
        this.output = presentation.on(console.screen());
    }

    /** Runs to the end. */
    static ExitCode run(SessionOptions options, Settings settings, Starter starter) {
        OperatorLog log = OperatorLog.begin(options.debug());
        Console console = Console.open();
        return new Program(options, settings, console, log).run(starter);
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
            System.err.println(UNPRINTED);
            return ExitCode.FAILED;
        }
        return code;
    }

    /** A script whose command is cut off has not done what it was to do; one that only serves on has. */
    private void terminate() {
        Session current = session;
        if (current == null && hasScript()) {
            ending.begin(ExitCode.INTERRUPTED);
            return;
        }
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
            // Opened before anything is started: a script that is not there must not leave a peer behind.
            Script script = script();
            Running running = starter.start(this);
            if (running instanceof Running.Here here) {
                code = script == null ? talk(here) : batch(running, script);
            } else {
                code = script == null ? ExitCode.FAILED : batch(running, script);
            }
        } catch (CancelledException e) {
            code = ExitCode.INTERRUPTED;
        } catch (CommandException e) {
            output.print(e.answer());
            code = e.code();
        } catch (Exception e) {
            Answer.Failed failed = failures(output).of(e);
            // What fails because the program ends is no news: the end interrupts this thread.
            if (!ending.hasBegun()) {
                output.print(failed);
            }
            code = failed.code();
        } finally {
            ending.begin(code);
        }
    }

    private @Nullable Script script() throws CommandException {
        if (options.commands() != null && options.file() != null) {
            throw CommandException.usage("-c and -f both say which commands to run; give one of them");
        }
        if (options.commands() != null) {
            return Script.ofArgument(options.commands());
        }
        return options.file() == null ? null : Script.ofFile(options.file());
    }

    private ExitCode talk(Running.Here here) {
        if (!isInteractive() && here.service()) {
            return ending.waitForSignal();
        }
        LineSource lines = console.lines(here.directory().path("history"), here.commands());
        if (isInteractive()) {
            Supplier<String> prompt = Prompts.of(here.node());
            return run(Session.interactive(here.commands(), output, lines, console.interrupts(), prompt));
        }
        return batch(here, new Script(lines, "standard input"));
    }

    private ExitCode batch(Running running, Script script) {
        ExitCode code =
                run(Session.batch(running.commands(), output, script.lines(), options.keepGoing(), script.origin()));
        boolean stays = code == ExitCode.DONE
                && options.stay()
                && running instanceof Running.Here
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
        return !hasScript() && console.isInteractive();
    }

    /** Whether an option names the commands. */
    boolean hasScript() {
        return options.commands() != null || options.file() != null;
    }

    Console console() {
        return console;
    }

    Output output() {
        return output;
    }

    /** How answers are to look. */
    Presentation presentation() {
        return presentation;
    }

    /** Keeps the log in this directory from now on. */
    void logInto(PeerDirectory directory) {
        log.moveTo(directory.path("log"));
    }

    /** What commands work with that print there. */
    CommandContext context(Output where, EventSwitch news) {
        return new CommandContext(where, failures(where), news, settings::answer);
    }

    private Failures failures(Output where) {
        return new Failures(new Trouble(where, options.debug()));
    }

    /** Takes events to whoever announces them, and into the log; nobody waits for what is printed. */
    Consumer<NodeEvent> events(Announcer announcer) {
        EventQueue queue = new EventQueue(announcer).start();
        ending.onClose(queue);
        return new EventLog(queue);
    }

    /** Somebody in another process has told this one to end. */
    void endFromElsewhere() {
        if (isInteractive()) {
            output.note("Ended by a command from elsewhere.");
        }
        ending.begin(ExitCode.DONE);
    }

    /**
     * Tells what happens by itself; a script that is read by a person gets no more than the trouble.
     *
     * @param service whether the peer is one that is there to be watched
     */
    Announcer announcer(boolean service) {
        return new Announcer(output, service || options.json() || isInteractive());
    }

    Ending ending() {
        return ending;
    }

    SessionOptions options() {
        return options;
    }

    Settings settings() {
        return settings;
    }
}
