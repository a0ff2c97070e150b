package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.Samples;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.PeerDirectory;

/** The prompt as a person at a terminal sees it. */
class PromptIT {
    private static final String UP = "\u001bOA";
    private static final String BOLD = "\u001b[1m";
    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path directory;

    private DatabaseNode database;
    private int port;

    @BeforeEach
    void startDatabase() throws Exception {
        Path db = directory.resolve("db");
        if (Files.notExists(db)) {
            Files.createDirectory(db);
            Files.writeString(db.resolve("welcome.txt"), "welcome");
        }
        database = DatabaseNode.start(
                PeerDirectory.open(db),
                new NodeSettings(HOST, 0, new Address(HOST, 1), Limits.defaults()),
                OfferSettings.defaults(),
                Samples.none(),
                event -> {});
        port = freePort();
    }

    @AfterEach
    void stopDatabase() {
        database.close();
    }

    @Test
    void asksForThePortsUntilTheyWillDo() throws Exception {
        try (PseudoTerminal terminal = PseudoTerminal.start(directory, "xterm", 80)) {
            terminal.await("Port of this peer: ");
            terminal.type("80x\r");
            terminal.await("That will not do: a port is a number from 1 to 65535.");
            terminal.await("Port of this peer: ");
            terminal.type(port + "\r");
            terminal.await("Port of the database peer: ");
            terminal.type("65536\r");
            terminal.await("That will not do: ");
            terminal.await("Port of the database peer: ");
            terminal.type(databasePort() + "\r");
            terminal.await("Peer ready on 127.0.0.1:" + port + " (0 files held); type connect to join");
            terminal.await(port + " (offline)> ");
        }
    }

    @Test
    void connectsGetsAndLeavesAtTheEndOfInput() throws Exception {
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type("list\r");
            terminal.await("`connect` does it");
            terminal.await("(offline)> ");
            terminal.type("conn\t\r");
            terminal.await("Connected: 2 peers with this one, 1 file.");
            terminal.await(port + "> ");
            terminal.type("get welcme.txt\r");
            terminal.await("did you mean welcome.txt?");
            terminal.await(port + "> ");
            terminal.type("get welcome.txt\r");
            terminal.await("verified.");
            terminal.await(port + "> ");
            terminal.type(PseudoTerminal.CTRL_D);
            terminal.await("Left the network; 1 peer told.");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(directory.resolve("port_" + port).resolve("welcome.txt")).hasContent("welcome");
    }

    @Test
    void clearsTheLineOnCtrlC() throws Exception {
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type("disconn");
            terminal.await("disconn");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("(offline)> ");
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void cancelsATransferOnCtrlCAndNothingElse() throws Exception {
        restartDatabaseWith("big.bin");
        try (PseudoTerminal terminal = connected("xterm", 80)) {
            terminal.type("get big.bin\r");
            terminal.await("MiB of 2.0 GiB");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Interrupted.");
            terminal.await(port + "> ");
            terminal.type("get welcome.txt\r");
            terminal.await("verified.");
        }
        assertThat(directory.resolve("port_" + port).resolve("big.bin")).doesNotExist();
    }

    @Test
    void getsSeveralUnderOneDisplayUntilCtrlC() throws Exception {
        restartDatabaseWith("big-1.bin", "big-2.bin");
        try (PseudoTerminal terminal = connected("xterm", 80)) {
            terminal.type("get --all\r");
            terminal.await("1 of 3 files, ");
            terminal.type("seeding\r");
            terminal.resize(20);
            terminal.await("1 of 3, ");
            String before = terminal.shown();
            terminal.resize(100);
            terminal.await("1 of 3 files, ");
            // Nothing of what was drawn for the other width is left, and nothing typed is seen.
            assertThat(terminal.shown().substring(before.length())).contains("\r\u001b[J");
            assertThat(terminal.shown().substring(before.length())).doesNotContain("seeding");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Interrupted. Got 1 of 3 files (7 B) in ");
            terminal.await("get goes on where it was.");
            terminal.await(port + "> ");
            terminal.type("get welcome.txt\r");
            terminal.await("welcome.txt is here already");
        }
        assertThat(directory.resolve("port_" + port).resolve("big-1.bin")).doesNotExist();
    }

    private void restartDatabaseWith(String... sparse) throws Exception {
        database.close();
        for (String name : sparse) {
            // Sparse: long to transfer, quick to make.
            try (RandomAccessFile big =
                    new RandomAccessFile(directory.resolve("db").resolve(name).toFile(), "rw")) {
                big.setLength(2L << 30);
            }
        }
        startDatabase();
    }

    @Test
    void printsNewsAboveAHalfTypedLine() throws Exception {
        try (PseudoTerminal terminal = connected("xterm", 80)) {
            terminal.type("seed");
            terminal.await("seed");
            database.close();
            terminal.await("The database peer is away");
            terminal.await("seed");
            terminal.type("ing\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void tellsTheOperatorWhatHappensAboveAHalfTypedLine() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        String[] arguments = {"--dir", own.toString(), "--port", "" + port, "--db-port", "" + port};
        try (PseudoTerminal terminal = PseudoTerminal.start(directory, "xterm-256color", 100, arguments)) {
            terminal.await("Database peer ready on 127.0.0.1:" + port + " (7 trusted files)");
            terminal.await("database " + port + "> ");
            terminal.type("sta");
            terminal.await("sta");
            try (PeerNode peer = PeerNode.start(
                    PeerDirectory.open(own.resolve("port_0")),
                    new NodeSettings(HOST, 0, new Address(HOST, port), Limits.defaults()),
                    event -> {})) {
                peer.connect(Optional.empty(), new Cancellation());
                terminal.await(" joined.");
                terminal.await("sta");
                Files.writeString(own.resolve("db/late.txt"), "late");
                terminal.await("In the catalog now: late.txt (4 B).");
                terminal.await("sta");
            }
            terminal.type("tus\r");
            terminal.await("8 in the network");
            terminal.await("database " + port + "> ");
            terminal.type("stop\r");
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    void suggestsTheNearestCommand() throws Exception {
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type("conect\r");
            terminal.await("conect is not a command; did you mean connect?");
            terminal.await("(offline)> ");
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void usesColoursUnlessToldNotTo() throws Exception {
        assertThat(listing(Map.of("TERM", "xterm-256color"))).contains(BOLD);
        assertThat(listing(Map.of("TERM", "xterm-256color", "NO_COLOR", "1")))
                .doesNotContainPattern("\u001b\\[[0-9;]+m");
    }

    /** What a terminal is sent by a peer that connects and lists the files. */
    private String listing(Map<String, String> variables) throws Exception {
        try (PseudoTerminal terminal = PseudoTerminal.start(directory, variables, 100, ports())) {
            terminal.await("(offline)> ");
            terminal.type("connect; list\r");
            terminal.await("welcome.txt");
            terminal.await(port + "> ");
            terminal.type("disconnect\r");
            assertThat(terminal.exitCode()).isZero();
            return terminal.shown();
        }
    }

    @Test
    void remembersWhatWasTypedBefore() throws Exception {
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
            terminal.await("(offline)> ");
            terminal.type("exit\r");
            assertThat(terminal.exitCode()).isZero();
        }
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type(UP + UP + "\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void dropsALineThatIsTooLong() throws Exception {
        try (PseudoTerminal terminal = start("xterm", 80)) {
            terminal.type("\u001b[200~" + "x".repeat(50_000) + "\u001b[201~\r");
            terminal.await("a line has at most 4096 bytes");
            terminal.await("(offline)> ");
            terminal.type("seeding\r");
            terminal.await("This peer has no files yet");
        }
    }

    @Test
    void leavesOnSigterm() throws Exception {
        try (PseudoTerminal terminal = connected("xterm", 80)) {
            assertThat(ProcessHandle.of(terminal.pid()).orElseThrow().destroy()).isTrue();
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(database.peers()).hasSize(1);
    }

    @Test
    void printsNoEscapeSequenceOnADumbTerminal() throws Exception {
        try (PseudoTerminal terminal = connected("dumb", 80)) {
            terminal.type("list\n");
            terminal.await("welcome.txt");
            terminal.await(port + "> ");
            terminal.type("disconnect\n");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.shown()).doesNotContain("\u001b").doesNotContain("WARN");
        }
    }

    @Test
    void fitsTablesIntoTwentyColumnsAndFollowsAResize() throws Exception {
        try (PseudoTerminal terminal = connected("xterm", 20)) {
            terminal.type("list\r");
            terminal.await("1 welcome.txt\r\n  Size 7 B\r\n  Holders 1\r\n");
            terminal.await(port + "> ");
            terminal.resize(80);
            terminal.type("list\r");
            terminal.await("Size  Holders  Here");
        }
    }

    private PseudoTerminal connected(String term, int columns) throws Exception {
        PseudoTerminal terminal = start(term, columns);
        terminal.type("connect" + (term.equals("dumb") ? "\n" : "\r"));
        terminal.await("Connected: 2 peers");
        terminal.await(port + "> ");
        return terminal;
    }

    private PseudoTerminal start(String term, int columns) throws Exception {
        PseudoTerminal terminal = PseudoTerminal.start(directory, term, columns, ports());
        terminal.await("(offline)> ");
        return terminal;
    }

    private String[] ports() {
        return new String[] {"--port", Integer.toString(port), "--db-port", Integer.toString(databasePort())};
    }

    private int databasePort() {
        return database.self().address().port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
