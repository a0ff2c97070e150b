package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that run as services, commanded by other processes. */
class ControlIT {
    @TempDir
    private static Path home;

    private static JarNetwork network;
    private static JarProcess database;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        database = network.startDatabase();
    }

    @AfterAll
    static void endNetwork() throws Exception {
        network.close();
    }

    @BeforeEach
    void choosePort() {
        port = JarNetwork.freePort();
    }

    private JarProcess service() throws Exception {
        JarProcess service = network.start(port, "--stay", "-c", "connect");
        service.out().await("Connected: .*");
        return service;
    }

    @Test
    void handsCommandsToTheRunningPeer() throws Exception {
        JarProcess service = service();
        JarProcess commander =
                network.run(port, "-c", "get hangman.java; seeding").endsWith(0);
        assertThat(commander.err().all()).isEmpty();
        commander.out().await("Got hangman.java .* from .*verified\\.");
        commander.out().await("Files of this peer");
        assertThat(commander.out().toString()).doesNotContain("Peer ready", "Left the network");
        assertThat(network.filesOf(port).resolve("hangman.java")).exists();
        assertThat(service.out().toString()).doesNotContain("hangman");
        service.terminate();
        service.endsWith(0);
    }

    @Test
    void endsWithTheCodeOfTheCommand() throws Exception {
        JarProcess service = service();
        network.run(port, "-c", "get nothing.txt; seeding").endsWith(3);
        JarProcess usage = network.run(port, "--json", "--keep-going", "-c", "frobnicate; get nothing.txt; status")
                .endsWith(2);
        assertThat(usage.out().all()).hasSize(3).allMatch(line -> line.startsWith("{\"event\":"));
        Path script = Files.writeString(home.resolve("script.txt"), "# a comment\nstatus\nget nothing.txt\nstatus\n");
        JarProcess file = network.run(port, "-f", script.toString()).endsWith(3);
        assertThat(file.err().all()).last().asString().isEqualTo("Stopped at line 3 of " + script + ".");
        service.terminate();
        service.endsWith(0);
    }

    @Test
    void takesACommandThatIsCalledLikeASubcommand() throws Exception {
        JarProcess service = service();
        network.run(port, "-c", "config").endsWith(0).out().await("Settings");
        service.terminate();
        service.endsWith(0);
    }

    @Test
    void waitsForAPeerThatIsStarting() throws Exception {
        JarProcess service = network.start(port, "--stay", "-c", "connect");
        Path lock = network.filesOf(port).resolve(".reliablep2p/lock");
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(lock) && Files.size(lock) > 0);
        network.run(port, "-c", "status").endsWith(0).out().await("Peer +127.*");
        service.out().await("Connected: .*");
        service.terminate();
        service.endsWith(0);
    }

    @Test
    void administersTheDatabasePeer() throws Exception {
        JarProcess commander =
                network.run(network.databasePort(), "-c", "status; list *.mp3").endsWith(0);
        commander.out().await("Database +127\\.0\\.0\\.1:.*");
        assertThat(database.out().toString()).doesNotContain("Uptime");
    }

    @Test
    void endsTheRunningPeerWhenToldTo() throws Exception {
        JarProcess service = service();
        JarProcess commander = network.run(port, "-c", "disconnect").endsWith(0);
        commander.out().await("Left the network; .*");
        service.endsWith(0);
        assertThat(network.filesOf(port).resolve(".reliablep2p/control")).doesNotExist();
        network.run(port, "-c", "connect").endsWith(0).out().await("Peer ready .*");
    }

    @Test
    void cancelsTheTransferOfACommanderThatIsInterrupted() throws Exception {
        Path big = network.db().resolve("big.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(big.toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }
        database.out().await("In the catalog now: big.bin .*");
        JarProcess service = service();
        List<String> arguments = new ArrayList<>(List.of(network.arguments(port)));
        arguments.addAll(List.of("-c", "get big.bin"));
        try (PseudoTerminal terminal = PseudoTerminal.start(home, "xterm", 80, arguments.toArray(String[]::new))) {
            terminal.await("MiB of 2.0 GiB");
            terminal.type(PseudoTerminal.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        network.run(port, "-c", "status").endsWith(0);
        assertThat(network.filesOf(port).resolve("big.bin")).doesNotExist();
        service.terminate();
        service.endsWith(0);
        Files.delete(big);
        database.out().await("Revoked by the operator: big.bin: deleted .*");
    }

    @Test
    void saysWhyItCanNotCommandARunningPeer() throws Exception {
        JarProcess service = service();
        JarProcess plain = network.start(port);
        plain.endsWith(1);
        assertThat(plain.err().toString()).contains("process " + service.pid(), "With -c or -f");
        List<String> wrong = new ArrayList<>(List.of(network.arguments(port)));
        wrong.addAll(List.of("--db-port", Integer.toString(port + 1), "-c", "status"));
        wrong.subList(4, 6).clear();
        JarProcess other = network.startPlain(List.of(), wrong).endsWith(2);
        assertThat(other.err().toString()).contains("--db-port " + network.databasePort());
        Files.delete(network.filesOf(port).resolve(".reliablep2p/control"));
        JarProcess mute = network.run(port, "-c", "status").endsWith(1);
        assertThat(mute.err().toString()).contains("It takes no commands from here");
        service.terminate();
        service.endsWith(0);
    }
}
