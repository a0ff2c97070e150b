package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.storage.Unix;

/** What the built jar leaves in its log, and what it does when there is no room for it. */
class LogIT {
    @TempDir
    private Path home;

    private JarNetwork network;
    private int port;

    @BeforeEach
    void makeNetwork() throws Exception {
        network = new JarNetwork(home);
        port = JarNetwork.freePort();
    }

    @AfterEach
    void endNetwork() throws Exception {
        network.close();
    }

    @Test
    void showsTheMessagesOnTheWireWithDebug() throws Exception {
        network.startDatabase("--debug");
        network.run(port, "--debug", "-c", "connect; get hangman.java").endsWith(0);
        List<String> asked = log(network.filesOf(port));
        String peer = "\\S+ DEBUG WireLog - 127\\.0\\.0\\.1 port \\d+ [0-9a-f]+\\S*";
        assertThat(asked)
                .anyMatch(line -> line.matches(peer + ": connected"))
                .anyMatch(line -> line.matches(peer + " -> \\{.*\"type\":\"connect\".*\\}"))
                .anyMatch(line -> line.matches(peer + " -> \\{.*\"type\":\"get\".*hangman\\.java.*\\}"))
                .anyMatch(line -> line.matches(peer + " <- \\{.*\"type\":\"file\".*\\}"))
                .anyMatch(line -> line.matches(peer + " <- \\d+ bytes of file follow"))
                .anyMatch(line -> line.matches(peer + ": closed: .*"))
                .noneMatch(line -> line.contains("PRIVATE KEY") || line.contains("public class"));
        assertThat(log(network.db()))
                .anyMatch(line -> line.matches(peer + " <- \\{.*\"type\":\"connect\".*\\}"))
                .anyMatch(line -> line.matches(peer + " -> \\d+ bytes of file follow"));
    }

    @Test
    void tellsWhoCameAndWentAndWhatWasServedButNoMessages() throws Exception {
        JarProcess database = network.startDatabase();
        network.run(port, "-c", "connect; get hangman.java").endsWith(0);
        database.out().await(".*:" + port + " .*left\\.");
        Files.move(
                Files.writeString(home.resolve("new.txt"), "new"), network.db().resolve("new.txt"));
        database.out().await("In the catalog now: new\\.txt .*");
        assertThat(log(network.db()))
                .anyMatch(line -> line.matches("\\S+ INFO EventLog - In the catalog now: new\\.txt .*"))
                .anyMatch(line -> line.matches("\\S+ INFO EventLog - .*:" + port + " .* joined\\."))
                .anyMatch(line -> line.matches("\\S+ INFO EventLog - .*:" + port + " .* fetched hangman\\.java .*"))
                .anyMatch(line -> line.matches("\\S+ INFO EventLog - .*:" + port + " .* left\\."))
                .noneMatch(line -> line.contains("WireLog"));
    }

    @Test
    void tellsOfAFloodOfStrangersInALineOrTwo() throws Exception {
        network.startDatabase();
        for (int i = 0; i < 50; i++) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), network.databasePort())) {
                stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(stranger.getInputStream().readAllBytes()).isNotNull();
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        List<String> told = log(network.db()).stream()
                .filter(line -> line.contains("no handshake"))
                .toList();
        assertThat(told).hasSizeBetween(1, 5);
    }

    /** The log's disk is the peer's: it serves on, says what is wrong, and its log goes on when there is room. */
    @Test
    void outlivesAFullDisk() throws Exception {
        network.startDatabase();
        try (Unix.Mount small = Unix.mount(network.filesOf(port), "size=1m")) {
            JarProcess peer = network.start(port, "--debug", "--stay");
            peer.type("connect\n");
            peer.out().await("First met .*|Connected.*");
            Path other = small.directory().resolve("z-other");
            fill(other);
            peer.type("peers\nget hangman.java\n");
            assertThat(peer.endsWith(7).err().all()).anyMatch(line -> line.contains("hangman.java"));
            Files.delete(other);
            network.run(port, "-c", "connect").endsWith(0);
            assertThat(log(network.filesOf(port))).allMatch(line -> line.matches("(\\d{4}-\\S+ [A-Z]+ |    ).*"));
        }
    }

    /** The prompt's own history and all else lie on the full disk as well. */
    @Test
    void keepsThePromptAliveOnAFullDisk() throws Exception {
        network.startDatabase();
        try (Unix.Mount small = Unix.mount(network.filesOf(port), "size=1m");
                PseudoTerminal terminal = PseudoTerminal.start(
                        home,
                        "xterm-256color",
                        100,
                        "--dir",
                        network.filesOf(port).getParent().toString(),
                        "--port",
                        "" + port,
                        "--db-port",
                        "" + network.databasePort())) {
            terminal.await("(offline)> ");
            terminal.type("connect\r");
            terminal.await("\n");
            terminal.await(port + "> ");
            Path other = small.directory().resolve("z-other");
            fill(other);
            // The log's last page has room for one or two of these failures.
            for (int i = 0; i < 5; i++) {
                terminal.type("get hangman.java\r");
                terminal.await("There is no room for hangman.java");
                terminal.await(port + "> ");
            }
            Files.delete(other);
            terminal.type("exit\r");
            assertThat(terminal.exitCode()).isZero();
            assertThat(log(small.directory()))
                    .anyMatch(line -> line.matches("\\S+ WARN log - \\d+ lines? (were|was) lost: no room"))
                    .allMatch(line -> line.matches("(\\d{4}-\\S+ [A-Z]+ |    ).*"));
        }
    }

    private static void fill(Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    private static List<String> log(Path files) throws Exception {
        return Files.readAllLines(files.resolve(".reliablep2p").resolve("log"));
    }
}
