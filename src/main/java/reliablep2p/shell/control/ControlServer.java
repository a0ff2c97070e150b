package reliablep2p.shell.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.LocalConnection;
import reliablep2p.net.LocalServer;
import reliablep2p.net.Watchdog;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.output.Output;

/** Takes commands for a running peer from other processes of its user. Thread-safe; has no state of its own. */
public final class ControlServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** A typed line has at most 4 KiB, and JSON writes a character with at most 6. */
    static final int MAX_REQUEST = 64 * 1024;

    private final LocalServer server;
    private final Watchdog watchdog;

    private ControlServer(LocalServer server, Watchdog watchdog) {
        this.server = server;
        this.watchdog = watchdog;
    }

    /**
     * Begins to take commands.
     *
     * @param socket where; in the peer's own directory
     * @param commands makes an interpreter for one who sends commands
     * @param end called, once it has been answered, when a command asked to end the program
     * @throws IOException if there can be no socket; the peer works without
     */
    public static ControlServer start(
            Path socket,
            ConnectionThreads threads,
            RunningAt peer,
            Function<Output, Interpreter> commands,
            Runnable end)
            throws IOException {
        Watchdog watchdog = new Watchdog();
        return new ControlServer(
                LocalServer.start(
                        socket,
                        threads,
                        MAX_REQUEST,
                        connection -> serve(
                                peer, connection, new ControlledSession(connection, threads, watchdog, commands, end))),
                watchdog);
    }

    private static void serve(RunningAt peer, LocalConnection connection, ControlledSession session) {
        try {
            connection.write(peer.json().toBytes());
            session.serve();
        } catch (IOException e) {
            LOG.info("commands from elsewhere ended: {}", e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        watchdog.close();
    }
}
