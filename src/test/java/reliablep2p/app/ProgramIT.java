package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the built jar starts, and what it refuses to start with. */
class ProgramIT {
    private static final List<String> NO_OPTIONS = List.of();

    @TempDir
    private Path home;

    private JarNetwork network;

    @BeforeEach
    void makeNetwork() throws Exception {
        network = new JarNetwork(home);
    }

    @AfterEach
    void endNetwork() throws Exception {
        network.close();
    }

    @Test
    void tellsItsVersionAndHelps() throws Exception {
        JarProcess version = run("--version").endsWith(0);
        assertThat(version.out().all()).singleElement().asString().matches("reliablep2p \\d+\\.\\d+\\.\\d+\\S*");
        assertThat(version.err().all()).isEmpty();
        JarProcess help = run("--help").endsWith(0);
        assertThat(help.out().toString())
                .startsWith("Usage: reliablep2p --port N")
                .contains("Examples:", "--stay");
        assertThat(help.err().all()).isEmpty();
    }

    @Test
    void refusesWhatIsNoPort() throws Exception {
        List<JarProcess> refused = new ArrayList<>();
        for (String port : List.of("0", "-1", "65536", "80x", "٣")) {
            refused.add(network.startPlain(NO_OPTIONS, List.of("--port", port, "--db-port", "9000")));
        }
        for (JarProcess process : refused) {
            process.endsWith(2);
            assertThat(process.out().all()).isEmpty();
            assertThat(process.err().all()).hasSize(2);
            assertThat(process.err().toString()).contains("--port", "Usage:").doesNotContain("Exception");
        }
        assertThat(home).isDirectoryNotContaining("glob:**port_*");
    }

    @Test
    void asksNobodyForPortsWithoutATerminal() throws Exception {
        JarProcess process = run("--dir", home.toString()).endsWith(2);
        assertThat(process.out().all()).isEmpty();
        assertThat(process.err().toString()).contains("--port and --db-port are missing", "Usage:");
    }

    @Test
    void fillsANewDatabaseAndKeepsIt() throws Exception {
        int port = network.databasePort();
        JarProcess first = network.start(port);
        first.out().await("Database peer ready on 127\\.0\\.0\\.1:" + port + " \\(7 trusted files\\)");
        first.err().await("Made db/ and filled it with 7 sample files; .*");
        first.endInput();
        // It serves on: a peer that comes now is let in.
        network.start(JarNetwork.freePort(), "-c", "connect").endsWith(0);
        first.terminate();
        first.endsWith(0);
        Files.delete(network.db().resolve("welcome.txt"));

        JarProcess second = network.start(port);
        second.out().await("Database peer ready on .* \\(6 trusted files\\)");
        second.terminate();
        assertThat(second.endsWith(0).err().all()).isEmpty();
        assertThat(home).isDirectoryNotContaining("glob:**db");
    }

    @Test
    void leavesANewDatabaseEmptyIfTold() throws Exception {
        JarProcess database = network.start(network.databasePort(), "--no-samples", "--json");
        database.out().await("\\{\"event\":\"ready\",\"role\":\"database\",.*\"files\":0,.*");
        assertThat(network.db()).isDirectoryNotContaining("regex:.*/[^.][^/]*");
    }

    @Test
    void namesTheProcessThatHasTheDirectory() throws Exception {
        int port = JarNetwork.freePort();
        JarProcess first = network.start(port);
        first.out().await("Peer ready on .*");
        JarProcess second = network.run(port).endsWith(1);
        assertThat(second.err().all()).hasSize(2);
        assertThat(second.err().toString()).contains("port_" + port, "in use by process " + first.pid());
        first.endInput();
        first.endsWith(0);
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(JarNetwork.freePort(), 1, InetAddress.getLoopbackAddress())) {
            JarProcess peer = network.run(taken.getLocalPort()).endsWith(1);
            assertThat(peer.out().all()).isEmpty();
            assertThat(peer.err().all()).hasSize(1);
            assertThat(peer.err().toString()).contains("port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void refusesADirectoryThatIsALinkOrAFile() throws Exception {
        int linked = JarNetwork.freePort();
        int plain = JarNetwork.freePort();
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createSymbolicLink(network.filesOf(linked), elsewhere);
        Files.writeString(network.filesOf(plain), "a file");
        JarProcess first = network.start(linked);
        JarProcess second = network.start(plain);
        assertThat(first.endsWith(7).err().toString()).contains("port_" + linked + " is a", "link");
        assertThat(second.endsWith(7).err().toString()).contains("port_" + plain + " is a", "file");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(network.filesOf(plain)).hasContent("a file");
    }

    @Test
    void showsADemoAndRemovesItsTraces() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        JarProcess demo = network.startPlain(
                List.of("-Djava.io.tmpdir=" + temporary), List.of("demo", "-c", "list; get hangman.java"));
        demo.endsWith(0);
        demo.out().await("Files of the network.*");
        demo.out().await("Got hangman.java .*verified.*");
        assertThat(demo.err().toString()).contains(temporary.toString()).doesNotContain("Exception");
        assertThat(temporary).isEmptyDirectory();
    }

    private JarProcess run(String... arguments) throws Exception {
        JarProcess process = network.startPlain(NO_OPTIONS, List.of(arguments));
        process.exitCode();
        return process;
    }
}
