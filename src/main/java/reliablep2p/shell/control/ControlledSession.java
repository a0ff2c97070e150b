package reliablep2p.shell.control;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Invitation;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.LocalConnection;
import reliablep2p.net.Watchdog;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Screen;

/**
 * Runs the commands of one connection, one after the other, and cancels the running one when the other side asks for
 * that or has gone.
 *
 * <p>One thread calls {@link #serve} and reads; each command runs on a thread of its own. The monitor guards
 * {@code running}; nothing is called under it.
 */
final class ControlledSession {
    private static final Logger LOG = LoggerFactory.getLogger(ControlledSession.class);
    private static final int DEPTH = 3;

    /** The other side sends a sign of life every few seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int MOST_WORDS = 4096;

    private final LocalConnection connection;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final Function<Output, Interpreter> commands;
    private final Runnable end;
    private @Nullable Cancellation running;

    ControlledSession(
            LocalConnection connection,
            ConnectionThreads threads,
            Watchdog watchdog,
            Function<Output, Interpreter> commands,
            Runnable end) {
        this.connection = connection;
        this.threads = threads;
        this.watchdog = watchdog;
        this.commands = commands;
        this.end = end;
    }

    /**
     * Serves to the end of the connection.
     *
     * @throws IOException if it breaks, or what comes is no request
     */
    void serve() throws IOException {
        try {
            JsonObject first = next();
            if (first == null) {
                return; // Somebody only looked who is here.
            }
            Presentation presentation = Presentation.read(first);
            ControlScreen screen = new ControlScreen(connection, presentation.progress());
            Interpreter interpreter = commands.apply(presentation.on(screen));
            for (JsonObject request = next(); request != null; request = next()) {
                serve(request, interpreter, screen);
            }
        } catch (JsonException e) {
            throw new IOException("not a request: " + e.getMessage(), e);
        } finally {
            cancel();
        }
    }

    private @Nullable JsonObject next() throws IOException, JsonException {
        try (Watchdog.Watch watch = watchdog.after(SILENCE, connection::close)) {
            byte[] line = connection.read();
            return line == null ? null : JsonObject.parse(line, DEPTH);
        }
    }

    private void serve(JsonObject request, Interpreter interpreter, ControlScreen screen)
            throws IOException, JsonException {
        if (request.has("run")) {
            screen.resize((int) request.integer("width", 1, Screen.UNLIMITED), (int)
                    request.integer("columns", 1, Screen.UNLIMITED));
            List<String> words = request.strings("run", MOST_WORDS);
            if (words.isEmpty()) {
                throw new JsonException("a command has at least one word");
            }
            Cancellation cancellation = begin();
            threads.start("command from elsewhere", () -> run(words, interpreter, cancellation));
        } else if (request.has("cancel")) {
            cancel();
        } else if (request.has("ping")) {
            answerPing();
        } else {
            throw new JsonException("an unknown request");
        }
    }

    /** Nobody waits for it, and nobody reads it, but while a command runs. */
    private void answerPing() throws IOException {
        boolean isAwaited;
        synchronized (this) {
            isAwaited = running != null;
        }
        if (isAwaited) {
            connection.write(JsonBuilder.object().put("pong", true).toBytes());
        }
    }

    private void run(List<String> words, Interpreter interpreter, Cancellation cancellation) {
        // What follows may be a secret, and so may be what was typed without its command.
        LOG.info("{} from another process", Invitation.redacted(words.get(0)));
        ExitCode code = ExitCode.FAILED;
        try {
            code = interpreter.run(words, cancellation);
        } finally {
            done(code, interpreter.hasEnded());
        }
    }

    private void done(ExitCode code, boolean ended) {
        synchronized (this) {
            running = null;
        }
        try {
            connection.write(JsonBuilder.object()
                    .put("done", code.name())
                    .put("ended", ended)
                    .toBytes());
        } catch (IOException e) {
            LOG.info("who sent a command has gone before its end: {}", e.toString());
        }
        if (ended) {
            end.run();
        }
    }

    private synchronized Cancellation begin() throws JsonException {
        if (running != null) {
            throw new JsonException("a command runs already");
        }
        running = new Cancellation();
        return running;
    }

    private void cancel() {
        Cancellation cancellation;
        synchronized (this) {
            cancellation = running;
        }
        if (cancellation != null) {
            cancellation.cancel();
        }
    }
}
