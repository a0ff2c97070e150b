package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names as long and as wide as they may be, on terminals of twenty columns. */
class NarrowIT {
    private static final int COLUMNS = 20;
    private static final String WIDE = "宽".repeat(83) + ".txt";
    private static final String LONG = "w".repeat(251) + ".txt";
    private static final String BIG = "大".repeat(83) + ".bin";

    @TempDir
    private static Path home;

    private static JarNetwork network;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        Files.createDirectory(network.db());
        Files.writeString(network.db().resolve(WIDE), "wide");
        Files.writeString(network.db().resolve(LONG), "long");
        // Sparse: long to transfer, quick to make.
        try (RandomAccessFile big =
                new RandomAccessFile(network.db().resolve(BIG).toFile(), "rw")) {
            big.setLength(2L << 30);
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
    void fitsEveryCommandAndLosesNothing() throws Exception {
        try (PseudoTerminal terminal = connected(COLUMNS)) {
            assertThat(joined(answer(terminal, "list"))).contains(WIDE, LONG, BIG);
            assertThat(joined(answer(terminal, "get *.txt"))).contains("Got2files", "verified.");
            assertThat(joined(answer(terminal, "get " + LONG))).contains(LONG + "isherealready");
            assertThat(joined(answer(terminal, "seeding"))).contains(WIDE, LONG);
            assertThat(joined(answer(terminal, "address-book"))).contains(WIDE, LONG, BIG);
            answer(terminal, "address-book --graph");
            assertThat(joined(answer(terminal, "info " + WIDE))).contains(WIDE, "SHA-256");
            assertThat(joined(answer(terminal, "get x" + WIDE))).contains("didyoumean" + WIDE + "?");
            assertThat(joined(answer(terminal, "secure-get " + WIDE + " " + network.databasePort())))
                    .contains(WIDE + "isherealready");
            for (String command :
                    List.of("peers", "status", "config", "events", "help", "help get", "connect", "frob")) {
                assertThat(answer(terminal, command)).as(command).isNotEmpty();
            }
        }
    }

    @Test
    void fitsTheProgressOfAWideNameThroughResizes() throws Exception {
        try (PseudoTerminal terminal = connected(COLUMNS)) {
            terminal.type("get 大*\r");
            terminal.await("0 of 1");
            terminal.await(" left");
            terminal.resize(200);
            terminal.await("\r\u001b[J");
            terminal.await(" of 2.0 GiB ");
            terminal.await(" from 127.0.0.1:" + network.databasePort());
            terminal.await("0 of 1 file, ");
            terminal.await("/s, ");
            terminal.await(" left");
            int wide = terminal.awaited().length();
            terminal.resize(COLUMNS);
            terminal.await("\r\u001b[J");
            terminal.await("0 of 1");
            terminal.type(PseudoTerminal.CTRL_C);
            terminal.await("Interrupted.");
            terminal.await(port + "> ");
            assertThat(terminal.shown().substring(wide)).doesNotContain("大".repeat(COLUMNS / 2 + 1) + "大");
            terminal.type("status\r");
            terminal.await("Lookups");
        }
    }

    /** What a command printed; every line of it fits. */
    private List<String> answer(PseudoTerminal terminal, String command) throws Exception {
        // Pasted as a whole: a line that is edited in so few columns is drawn in many pieces.
        int before = terminal.shown().length();
        terminal.type("events on;" + command + "\r");
        terminal.await("News are on");
        terminal.await("\n");
        int begin = terminal.awaited().length();
        terminal.await(port + "> ");
        String printed = terminal.awaited().substring(begin);
        assertThat(begin).isGreaterThan(before);
        List<String> lines = Arrays.stream(printed.split("\r?\n"))
                .map(line -> line.replaceFirst("(?s)^.*\u001b\\[J", "")) // Progress that was wiped away.
                .map(line -> AttributedString.fromAnsi(line.replaceAll("\u001b\\[\\?[0-9]+[hl]|\u001b[=>]", "")))
                .peek(line -> assertThat(line.columnLength()).as("%s", line).isLessThanOrEqualTo(COLUMNS))
                .map(AttributedString::toString)
                .toList();
        return lines.subList(0, lines.size() - 1);
    }

    private static String joined(List<String> lines) {
        return String.join("", lines).replace(" ", "");
    }

    private PseudoTerminal connected(int columns) throws Exception {
        PseudoTerminal terminal = PseudoTerminal.start(home, "xterm", columns, network.arguments(port));
        terminal.await("(offline)> ");
        terminal.type("connect\r");
        terminal.await("Connected: ");
        terminal.await(port + "> ");
        return terminal;
    }
}
