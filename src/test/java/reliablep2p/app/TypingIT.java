package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What helps a person to type, and what a person is told meanwhile, on a pseudo-terminal. */
class TypingIT {
    private static final String CTRL_R = "\u0012";
    private static final String CTRL_U = "\u0015";

    @TempDir
    private static Path home;

    private static JarNetwork network;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        Files.createDirectory(network.db());
        for (String name : List.of("hangman.java", "a name with spaces.txt", "it's.txt", "日本語.txt", "track 1.mp3")) {
            Files.writeString(network.db().resolve(name), name);
        }
        network.startDatabase();
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
    void completesCommandsNamesPortsAndOptions() throws Exception {
        try (PseudoTerminal terminal = connected()) {
            terminal.type("get han\t");
            terminal.await("get hangman.java ");
            terminal.type(CTRL_U + "secure-get hang\t\t");
            terminal.await("secure-get hangman.java " + network.databasePort());
            terminal.type(CTRL_U + "events of\t\r");
            terminal.await("News are off");
            terminal.type("get a\t\r");
            terminal.await("'a name with spaces.txt' ");
            terminal.await("Got a name with spaces.txt (22 B)");
            terminal.type("get it\t\r");
            terminal.await("\"it's.txt\" ");
            terminal.await("Got it's.txt (8 B)");
            terminal.type("get 日\t\r");
            terminal.await("Got 日本語.txt (13 B)");
            terminal.type("get \"tra\t\r");
            terminal.await("ck 1.mp3\" ");
            terminal.await("Got track 1.mp3 (11 B)");
        }
        assertThat(network.filesOf(port).resolve("a name with spaces.txt")).hasContent("a name with spaces.txt");
    }

    @Test
    void findsAnEarlierLineBackwards() throws Exception {
        try (PseudoTerminal terminal = start()) {
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
            terminal.await("(offline)> ");
            terminal.type("status\r");
            terminal.await("Lookups");
            terminal.await("(offline)> ");
            terminal.type(CTRL_R + "eedi\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void tellsTheNewsAboveAHalfTypedLineUntilTheyAreTurnedOff() throws Exception {
        try (PseudoTerminal terminal = connected()) {
            terminal.type("stat");
            terminal.await("stat");
            int other = JarNetwork.freePort();
            JarProcess peer = network.start(other);
            peer.type("connect\n");
            terminal.await("127.0.0.1:" + other);
            terminal.await(" joined.");
            terminal.await(port + "> stat");
            Path late = Files.writeString(network.db().resolve("late.txt"), "late");
            terminal.await("In the catalog now: late.txt (4 B).");
            terminal.await(port + "> stat");
            Files.delete(late);
            terminal.await("Revoked by the operator: late.txt: ");
            terminal.await(port + "> stat");
            peer.type("disconnect\n");
            peer.endsWith(0);
            terminal.await(" left.");
            terminal.await(port + "> stat");
            terminal.type("us\r");
            terminal.await("Lookups");
            terminal.type("events off\r");
            terminal.await("News are off");
            terminal.await(port + "> ");
            network.run(JarNetwork.freePort(), "-c", "connect").endsWith(0);
            terminal.type("peers\r");
            terminal.await("Peers of the network");
            assertThat(terminal.shown().split(" joined\\.", -1)).hasSize(2);
        }
    }

    @Test
    void tellsWhoFetchedAFileFromHere() throws Exception {
        try (PseudoTerminal terminal = connected()) {
            terminal.type("get hangman.java\r");
            terminal.await("verified.");
            terminal.await(port + "> ");
            terminal.type("stat");
            network.run(JarNetwork.freePort(), "-c", "connect; secure-get hangman.java " + port)
                    .endsWith(0);
            terminal.await(" fetched hangman.java (12 B).");
            terminal.await(port + "> stat");
        }
    }

    private PseudoTerminal connected() throws Exception {
        PseudoTerminal terminal = start();
        terminal.type("connect\r");
        terminal.await("Connected: ");
        terminal.await(port + "> ");
        return terminal;
    }

    private PseudoTerminal start() throws IOException, InterruptedException {
        PseudoTerminal terminal = PseudoTerminal.start(home, "xterm", 80, network.arguments(port));
        terminal.await("(offline)> ");
        return terminal;
    }
}
