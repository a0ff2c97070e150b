package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a command, a line, or the program: keys, signals, the end of the input. */
class SignalsIT {
    @TempDir
    private static Path home;

    private static JarNetwork network;
    private static JarProcess database;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        Files.createDirectory(network.db());
        Files.writeString(network.db().resolve("small.txt"), "small");
        sparse("big.bin", 2L << 30);
        sparse("middle.bin", 200L << 20);
        database = network.startDatabase();
    }

    /** Long to transfer, quick to make. */
    private static void sparse(String name, long size) throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(network.db().resolve(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @AfterAll
    static void endNetwork() throws Exception {
        network.close();
    }

    @BeforeEach
    void choosePort() {
        port = JarNetwork.freePort();
    }

    @Test
    void finishesTheCommandInWhichThePipeEnds() throws Exception {
        JarProcess peer = network.start(port);
        peer.type("connect\nget middle.bin");
        peer.endInput();
        assertThat(peer.endsWith(0).err().all()).noneMatch(line -> line.contains("%"));
        peer.out().await("Got middle\\.bin \\(200\\.0 MiB\\) .*verified\\.");
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit\r", "quit\r", "disconnect\r", PseudoTerminal.CTRL_D})
    void leavesWhenToldTo(String keys) throws Exception {
        try (PseudoTerminal terminal = connected(port)) {
            terminal.type(keys);
            terminal.await("Left the network; ");
            assertThat(terminal.exitCode()).isZero();
        }
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
    }

    @Test
    void goesOnAfterHangingUpInMidTransfer() throws Exception {
        for (String signal : new String[] {"HUP", "TERM"}) {
            try (PseudoTerminal terminal = connected(port)) {
                terminal.type("get big.bin\r");
                terminal.await(" of 2.0 GiB ");
                terminal.await("MiB/s ");
                Tool.run(home, "sh", "-c", "kill -" + signal + " " + terminal.pid());
                assertThat(terminal.exitCode()).isZero();
            }
            assertThat(network.filesOf(port).resolve("big.bin")).doesNotExist();
            assertThat(network.filesOf(port).resolve(".reliablep2p/parts")).isNotEmptyDirectory();
        }
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
        assertThat(database.out().all()).noneMatch(line -> line.contains(":" + port) && line.contains("is lost"));
    }

    @Test
    void tellsAProgramThatItsTransferWasCutOff() throws Exception {
        JarProcess peer = network.start(port, "--stay", "-c", "connect; get big.bin");
        peer.out().await("Connected: .*");
        peer.terminate();
        peer.endsWith(130);
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
        assertThat(network.filesOf(port).resolve("big.bin")).doesNotExist();
    }

    @Test
    void clearsTheLineHoweverOftenCtrlCIsPressed() throws Exception {
        try (PseudoTerminal terminal = connected(port)) {
            for (int i = 0; i < 5; i++) {
                terminal.type("get sma");
                terminal.await("get sma");
                terminal.type(PseudoTerminal.CTRL_C);
                terminal.await(port + "> ");
                terminal.type(PseudoTerminal.CTRL_C);
                terminal.await(port + "> ");
            }
            terminal.type("get small.txt\r");
            terminal.await("Got small.txt (5 B)");
        }
    }

    @Test
    void givesUpADatabasePeerThatNeverAnswersOnCtrlC() throws Exception {
        try (ServerSocket hole = new ServerSocket(JarNetwork.freePort(), 50, InetAddress.getLoopbackAddress());
                PseudoTerminal terminal = PseudoTerminal.start(
                        home, "xterm", 80, "--port", "" + port, "--db-port", "" + hole.getLocalPort())) {
            terminal.await("(offline)> ");
            terminal.type("connect\r");
            try (Socket silent = hole.accept()) {
                assertThat(silent.getInputStream().read())
                        .as("the first byte of a handshake")
                        .isEqualTo(22);
                long pressed = System.nanoTime();
                terminal.type(PseudoTerminal.CTRL_C);
                terminal.await("Interrupted.");
                terminal.await("(offline)> ");
                assertThat(Duration.ofNanos(System.nanoTime() - pressed)).isLessThan(Duration.ofSeconds(1));
            }
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void servesWithoutInputUntilSigterm() throws Exception {
        int own = JarNetwork.freePort();
        Path out = home.resolve("out.txt");
        Tool ran = ShellScript.run(home, """
                mkdir own
                "$java" -jar "$jar" --dir own --port "$1" --db-port "$1" < /dev/null > out.txt 2> err.txt &
                pid=$!
                until grep -qs ready out.txt; do kill -0 "$pid" || exit 1; done
                p2p --dir own --port "$2" --db-port "$1" -c connect > peer.txt 2>&1; echo "peer $?"
                kill "$pid"; wait "$pid"; echo "database $?"
                """, "" + own, "" + port);
        assertThat(ran.printed()).isEqualTo("peer 0\ndatabase 0\n");
        assertThat(Files.readAllLines(out))
                .startsWith("Database peer ready on 127.0.0.1:" + own + " (7 trusted files)")
                .filteredOn(line -> line.contains("ready"))
                .hasSize(1);
        assertThat(home.resolve("err.txt")).content().startsWith("Made ").hasLineCount(1);
    }

    @Test
    void explainsEveryCommandAtThePrompt() throws Exception {
        String[] commands = {
            "connect",
            "list",
            "info",
            "get",
            "secure-get",
            "address-book",
            "seeding",
            "peers",
            "status",
            "events",
            "config",
            "help",
            "disconnect"
        };
        JarProcess peer = network.start(port, "--keep-going");
        for (String command : commands) {
            peer.type("help " + command + "\n" + command + " --help\n" + command + " -h\n");
        }
        peer.type("help\n");
        peer.endInput();
        assertThat(peer.endsWith(0).err().all()).isEmpty();
        for (String command : commands) {
            assertThat(peer.out().all())
                    .filteredOn(line -> line.startsWith("Usage: " + command))
                    .as(command)
                    .hasSize(3);
            peer.out().awaitAnywhere("  " + command + "\\b.*");
        }
        assertThat(peer.out().all())
                .filteredOn(line -> line.matches("Examples?:"))
                .hasSize(3 * commands.length);
    }

    private static PseudoTerminal connected(int port) throws Exception {
        PseudoTerminal terminal = PseudoTerminal.start(home, "xterm", 100, network.arguments(port));
        terminal.await("(offline)> ");
        terminal.type("connect\r");
        terminal.await("Connected: ");
        terminal.await(port + "> ");
        return terminal;
    }
}
