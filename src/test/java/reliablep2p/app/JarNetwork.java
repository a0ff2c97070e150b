package reliablep2p.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A network whose peers are processes of the built jar, with their files in one directory. */
public final class JarNetwork implements AutoCloseable {
    /**
     * Below the ports that systems give to whoever connects somewhere: what was free a moment ago still is, and a port
     * can be used again by a restarted process. Test runs on one machine begin at different ones.
     */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() * 97 % 10_000));

    private final Path home;
    private final Path directory;
    private final int databasePort;
    private final List<JarProcess> started = new ArrayList<>();

    /** A network without a process. */
    public JarNetwork(Path home) throws IOException {
        this.home = home;
        this.directory = Files.createDirectory(home.resolve("network"));
        this.databasePort = freePort();
    }

    public static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it: the next one.
            }
        }
    }

    public int databasePort() {
        return databasePort;
    }

    public Path db() {
        return directory.resolve("db");
    }

    public Path filesOf(int port) {
        return directory.resolve("port_" + port);
    }

    /** Starts the database peer and waits until it is ready. */
    public JarProcess startDatabase(String... arguments) throws Exception {
        return startDatabase(List.of(), arguments);
    }

    /** Starts the database peer with these options of the JVM and waits until it is ready. */
    public JarProcess startDatabase(List<String> javaOptions, String... arguments) throws Exception {
        JarProcess database = start(javaOptions, databasePort, arguments);
        database.out().await("Database peer ready on .*|\\{\"event\":\"ready\".*");
        return database;
    }

    /** Starts a peer, without waiting for anything. */
    public JarProcess start(int port, String... arguments) throws IOException {
        return start(List.of(), port, arguments);
    }

    /** The options that name the peer at this port. */
    public String[] arguments(int port) {
        return arguments(directory, port, databasePort);
    }

    private static String[] arguments(Path directory, int port, int databasePort) {
        return new String[] {
            "--dir", directory.toString(), "--port", Integer.toString(port), "--db-port", Integer.toString(databasePort)
        };
    }

    /** Starts a peer with these options of the JVM. */
    public JarProcess start(List<String> javaOptions, int port, String... arguments) throws IOException {
        return startIn(directory, javaOptions, port, arguments);
    }

    /** Starts a peer that keeps its files elsewhere. */
    public JarProcess startIn(Path elsewhere, List<String> javaOptions, int port, String... arguments)
            throws IOException {
        return start(javaOptions, arguments(elsewhere, port, databasePort), arguments);
    }

    private JarProcess start(List<String> javaOptions, String[] place, String[] more) throws IOException {
        List<String> all = new ArrayList<>(List.of(place));
        all.addAll(List.of(more));
        return startPlain(javaOptions, all);
    }

    /** Starts a peer by another program, whose command line the jar's is the end of. */
    public JarProcess startBy(List<String> by, List<String> javaOptions, int port, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments(port)));
        all.addAll(List.of(arguments));
        JarProcess process = JarProcess.start(home, by, javaOptions, all);
        started.add(process);
        return process;
    }

    /** Starts a peer that finds its database peer at this port of the loopback, which leads there. */
    public JarProcess startAt(int leading, List<String> javaOptions, int port, String... arguments) throws IOException {
        return start(javaOptions, arguments(directory, port, leading), arguments);
    }

    /** Forgets those that have ended, of which there may be thousands. */
    public void forgetEnded() {
        started.removeIf(process -> !process.isAlive());
    }

    /** Starts the jar with nothing but these arguments. */
    public JarProcess startPlain(List<String> javaOptions, List<String> arguments) throws IOException {
        JarProcess process = JarProcess.start(home, javaOptions, arguments);
        started.add(process);
        return process;
    }

    /** Runs a peer to its end. */
    public JarProcess run(int port, String... arguments) throws Exception {
        JarProcess process = start(port, arguments);
        process.exitCode();
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        for (JarProcess process : started) {
            process.kill();
        }
    }
}
