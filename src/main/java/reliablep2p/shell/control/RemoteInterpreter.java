package reliablep2p.shell.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Printable;
import reliablep2p.net.Cancellation;
import reliablep2p.net.LocalConnection;
import reliablep2p.net.Watchdog;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.command.LocalPaths;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/**
 * Has commands run by a peer that runs in another process of the same user, and prints here what they print there.
 *
 * <p>{@link #run} belongs to one thread; {@link #close} may be called by any. A peer that says nothing for
 * {@link #SILENCE} is given up; it is asked for a sign of life all the time, which tells it that this side lives.
 */
public final class RemoteInterpreter implements Interpreter, Closeable {
    /** How long the other process may say nothing at all. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration PING = Duration.ofSeconds(5);

    /** One that serves answers at once. */
    private static final Duration GREETING = Duration.ofSeconds(5);

    /** An object of {@code address-book --json} with all its holders, once more in JSON. */
    private static final int MAX_REPLY = 8 * 1024 * 1024;

    private static final int DEPTH = 2;

    private final LocalConnection connection;
    private final Watchdog watchdog;
    private final Output output;
    private final Screen screen;
    private final RunningAt peer;
    private final Duration silence;
    private volatile long heard = System.nanoTime();

    /** Whether this process waits for the other one, and not for whoever reads what it prints. */
    private volatile boolean waiting;

    private boolean ended;

    private RemoteInterpreter(
            LocalConnection connection, Watchdog watchdog, Output output, RunningAt peer, Duration silence) {
        this.connection = connection;
        this.watchdog = watchdog;
        this.output = output;
        this.screen = output.screen();
        this.peer = peer;
        this.silence = silence;
    }

    /**
     * Reaches the peer whose socket this is.
     *
     * @param output where what it prints goes
     * @throws IOException if no peer takes commands there, or it does not answer within 5 s
     */
    public static RemoteInterpreter connect(Path socket, Output output, Presentation presentation) throws IOException {
        return connect(socket, output, presentation, SILENCE);
    }

    static RemoteInterpreter connect(Path socket, Output output, Presentation presentation, Duration silence)
            throws IOException {
        LocalConnection connection = LocalConnection.connect(socket, MAX_REPLY);
        Watchdog watchdog = new Watchdog();
        try (Watchdog.Watch watch = watchdog.after(GREETING, connection::close)) {
            byte[] line = connection.read();
            if (line == null) {
                throw new IOException("as many as it takes are being served");
            }
            RunningAt peer = RunningAt.read(JsonObject.parse(line, DEPTH));
            connection.write(presentation.toJson().toBytes());
            return new RemoteInterpreter(connection, watchdog, output, peer, silence).watched();
        } catch (JsonException e) {
            connection.close();
            watchdog.close();
            throw new IOException("it is another version of this program", e);
        } catch (ClosedChannelException e) {
            watchdog.close();
            throw new IOException("it did not answer within " + GREETING.toSeconds() + " s", e);
        } catch (IOException | RuntimeException e) {
            connection.close();
            watchdog.close();
            throw e;
        }
    }

    private RemoteInterpreter watched() {
        Duration period = silence.compareTo(PING) < 0 ? silence : PING;
        watchdog.every(period, this::ping);
        return this;
    }

    /** Which peer runs the commands. */
    public RunningAt peer() {
        return peer;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public ExitCode run(List<String> words, Cancellation cancellation) {
        try (Cancellation.Registration wish = cancellation.register(this::cancel)) {
            send(JsonBuilder.object()
                    .putStrings("run", LocalPaths.absolute(words))
                    .put("width", screen.width())
                    .put("columns", screen.columns()));
            ExitCode code = null;
            while (code == null) {
                code = print(next());
            }
            return code;
        } catch (IOException | JsonException e) {
            screen.progress(List.of());
            ended = true;
            return fail(
                    cancellation.isCancelled()
                            ? new Answer.Failed(ExitCode.INTERRUPTED, "Interrupted.")
                            : new Answer.Failed(
                                    ExitCode.FAILED,
                                    "the running peer has ended in the middle of this, or says nothing any more"
                                            + (e.getMessage() == null
                                                    ? ""
                                                    : " (" + Printable.text(e.getMessage()) + ")")));
        }
    }

    private ExitCode fail(Answer.Failed failed) {
        output.print(failed);
        return failed.code();
    }

    private JsonObject next() throws IOException, JsonException {
        heard = System.nanoTime();
        waiting = true;
        byte[] line = connection.read();
        waiting = false;
        if (line == null) {
            throw new IOException("the other process has ended");
        }
        return JsonObject.parse(line, DEPTH);
    }

    /** Prints a reply; the code, if it is the command's end. */
    private @Nullable ExitCode print(JsonObject reply) throws JsonException {
        if (reply.has("answer")) {
            reply.string("answer").lines().map(Style::printable).forEach(screen::answer);
            screen.flush();
        } else if (reply.has("note")) {
            screen.note(Style.printable(reply.string("note")));
        } else if (reply.has("progress")) {
            screen.progress(reply.strings("progress", 1_000).stream()
                    .map(Style::printable)
                    .toList());
        } else if (reply.has("done")) {
            ended = reply.bool("ended");
            return code(reply.string("done"));
        }
        return null;
    }

    private static ExitCode code(String name) throws JsonException {
        try {
            return ExitCode.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new JsonException("an unknown end: " + name);
        }
    }

    private void send(JsonBuilder request) throws IOException {
        connection.write(request.toBytes());
    }

    private void cancel() throws IOException {
        send(JsonBuilder.object().put("cancel", true));
    }

    /** A few bytes into an empty buffer never block; a peer that is stopped for good is given up before it is full. */
    private void ping() {
        if (waiting && System.nanoTime() - heard > silence.toNanos()) {
            connection.close();
            return;
        }
        try {
            send(JsonBuilder.object().put("ping", true));
        } catch (IOException e) {
            connection.close(); // Whoever reads finds out.
        }
    }

    @Override
    public void close() {
        watchdog.close();
        connection.close();
    }
}
