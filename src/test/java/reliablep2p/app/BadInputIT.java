package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody should type, and names that no file should have, at a terminal and on a pipe. */
class BadInputIT {
    private static final String WIDE = "宽".repeat(83) + ".txt";
    private static final String LONG = "w".repeat(251) + ".txt";

    /** A title for the window, a C1 control, an end of line, a right-to-left override, an invisible space. */
    private static final String OBEYED = "\u001b]|\u0007|\u009b|\u202e|\u200b";

    /** All but the first six break a rule; printf makes them, because no Java string stands for the last one. */
    private static final String[] NAMES = {
        "good.txt",
        "A.txt",
        "caf\\303\\251.txt",
        "once.bin",
        WIDE,
        LONG,
        "a.txt",
        "cafe\\314\\201.txt",
        "esc\\033]0;owned\\007.txt",
        "c1\\302\\233.txt",
        "new\\nline.txt",
        "rtl\\342\\200\\256txt.exe",
        "zero\\342\\200\\213width.txt",
        "bad\\377.txt"
    };

    @TempDir
    private static Path home;

    private static JarNetwork network;
    private static PseudoTerminal operator;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        Files.createDirectory(network.db());
        for (String name : NAMES) {
            Tool made = Tool.run(home, "sh", "-c", "echo x > \"$1/$(printf \"$2\")\"", "sh", "" + network.db(), name);
            assertThat(made.exitCode()).as(made.printed()).isZero();
        }
        byte[] once = new byte[300_000];
        new Random(3).nextBytes(once);
        Files.write(network.db().resolve("once.bin"), once);
        operator = PseudoTerminal.start(home, "xterm", 200, network.arguments(network.databasePort()));
        operator.await("Database peer ready on 127.0.0.1:" + network.databasePort());
        operator.await("database " + network.databasePort() + "> ");
    }

    @AfterAll
    static void endNetwork() throws Exception {
        network.close();
        operator.close();
    }

    @BeforeEach
    void choosePort() {
        port = JarNetwork.freePort();
    }

    @Test
    void tellsTheOperatorOfNamesThatBreakARuleWithoutObeyingThem() throws Exception {
        operator.type("list\r");
        operator.await("6  " + WIDE.substring(0, 3));
        operator.await("database " + network.databasePort() + "> ");
        assertThat(operator.shown())
                .contains(
                        "Not shared: a.txt: its name differs only in case from A.txt",
                        "Not shared: cafe\\u{301}.txt: ",
                        "Not shared: esc\\u{1B}]0;owned\\u{7}.txt: ",
                        "Not shared: c1\\u{9B}.txt: ",
                        "Not shared: new\\u{A}line.txt: ",
                        "Not shared: rtl\\u{202E}txt.exe: ",
                        "Not shared: zero\\u{200B}width.txt: ",
                        "Not shared: bad\\u{FFFD}.txt: ")
                .doesNotContainPattern(OBEYED);
    }

    @Test
    void answersWhatIsNoCommandOnAPipe() throws Exception {
        String[] lines = {
            "",
            "   ",
            "\t",
            "connect",
            "a\0b",
            "get \u001b]0;owned\u0007",
            "get \u202ex.txt",
            "info \u200bx",
            "get \"c1\u009b.txt\"",
            "get 'new\nline.txt'",
            "frob\u202e",
            "list \u202e*",
            "status \u202e",
            "secure-get good.txt \u202e",
            "get good.txt --\u202e",
            "help \u202e",
            "events \u202e",
            "list --sort \u202e",
            "get a.txt",
            "get cafe\u0301.txt"
        };
        JarProcess peer = network.start(port, "--keep-going");
        peer.type(String.join("\n", lines) + "\n");
        peer.type(new byte[] {'g', 'e', 't', ' ', (byte) 0xff, (byte) 0xfe, '\n'});
        peer.type("status\n");
        peer.endInput();
        peer.endsWith(2);
        assertThat(peer.err().all())
                .startsWith("Usage: COMMAND; COMMAND ... (help shows the commands)")
                .contains(
                        "a command has printable characters only",
                        "a quote is not closed: '",
                        "a line is UTF-8 text; this one is not and is ignored",
                        "\\u202ex.txt is not in the catalog; did you mean A.txt?",
                        "a.txt is not in the catalog; did you mean A.txt?",
                        "frob\\u202e is not a command; help shows which there are");
        peer.out().await("Got café.txt .*");
        peer.out().await("Peer .*:" + port + " .*");
        assertThat(peer.toString()).doesNotContainPattern(OBEYED).doesNotContain("\0", "Exception");
    }

    @Test
    void answersWhatIsNoCommandAtTheTerminal() throws Exception {
        try (PseudoTerminal terminal = connected(80)) {
            terminal.type("\r   \r");
            terminal.await("Usage: COMMAND; COMMAND ... (help shows the commands)");
            terminal.await(port + "> ");
            // The control keys that are no text are the line editor's; a NUL sets a mark.
            terminal.type("\0status\0\r");
            terminal.await("Lookups");
            terminal.await(port + "> ");
            terminal.type(new byte[] {'x', (byte) 0xff, (byte) 0xfe, '\r'});
            terminal.await(" is not a command");
            terminal.await(port + "> ");
            terminal.type("get ../../etc/passwd\r");
            terminal.await("../../etc/passwd is not in the catalog; list shows what is");
            terminal.await(port + "> ");
            terminal.type("get \u202ex\r");
            terminal.await("\\u202ex is not in the catalog");
            terminal.await(port + "> ");
            terminal.type("\u001b[200~get \u001b]0;owned\u0007.txt\u001b[201~\r");
            terminal.await("a command has printable characters only");
            terminal.await(port + "> ");
            terminal.type("get cafe\u0301.txt\r");
            terminal.await("Got café.txt (2 B)");
            assertThat(terminal.shown()).doesNotContain("\u001b]0;owned");
        }
    }

    @Test
    void dropsAMegabyteTypedAtTheTerminal() throws Exception {
        try (PseudoTerminal terminal = connected(80)) {
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            terminal.type(piece);
            terminal.type("\r");
            terminal.await("a line has at most 4096 bytes; this one was longer and is ignored");
            terminal.await(port + "> ");
            terminal.type("status\r");
            terminal.await("Lookups");
        }
    }

    @Test
    void looksForNoFileOutsideItsDirectory() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.writeString(
                home.resolve("script.txt"),
                "connect\nget ../../outside/secret.txt\nget ../outside/secret.txt .secret.txt\ninfo ../secret.txt\n"
                        + "secure-get ../../outside/secret.txt " + network.databasePort() + "\nget ../*/secret.txt\n");
        List<String> arguments = new ArrayList<>(List.of(network.arguments(port)));
        Tool peer = ShellScript.run(
                home,
                "command -v strace >/dev/null || exit 77\n"
                        + "exec strace -f -qq -e trace=%file -o trace.txt \"$java\" -jar \"$jar\" \"$@\" < script.txt",
                Stream.concat(arguments.stream(), Stream.of("--keep-going")).toArray(String[]::new));
        assumeTrue(peer.exitCode() != 77, "strace is not on this machine");
        assertThat(peer.exitCode()).as(peer.printed()).isEqualTo(3);
        assertThat(peer.printed()).contains("../../outside/secret.txt is not in the catalog");
        assertThat(Files.readString(home.resolve("trace.txt"), StandardCharsets.ISO_8859_1))
                .contains("port_" + port)
                .doesNotContain("secret");
    }

    @Test
    void checksAFileThatIsHereAlready() throws Exception {
        Path held = network.filesOf(port).resolve("good.txt");
        network.run(port, "-c", "connect; get good.txt").endsWith(0);
        network.run(port, "-c", "connect; get good.txt")
                .endsWith(0)
                .out()
                .await("good\\.txt is here already \\(checked, 2 B\\)\\.");
        Files.writeString(held, "y\n");
        network.run(port, "-c", "connect; get good.txt").endsWith(0).out().await("Got good\\.txt .*verified\\.");
        assertThat(held).hasContent("x\n");
    }

    /** What a running peer takes from others at a time is bounded: one more than that is told so. */
    @Test
    void bringsAFileOnceForTwentyWhoWantItAtOnce() throws Exception {
        JarProcess service = network.start(port, "--stay", "-c", "connect");
        service.out().await("Connected: .*");
        long before = bytesUp();
        List<JarProcess> commanders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            commanders.add(network.start(port, "-c", "get once.bin"));
        }
        List<String> answers = new ArrayList<>();
        for (JarProcess commander : commanders) {
            answers.addAll(commander.endsWith(0).out().all());
        }
        assertThat(answers)
                .hasSize(20)
                .filteredOn(line -> !line.startsWith("once.bin is here already (checked"))
                .singleElement()
                .asString()
                .startsWith("Got once.bin ");
        assertThat(bytesUp() - before).isEqualTo(300_000);
        service.terminate();
        service.endsWith(0);
    }

    private long bytesUp() throws Exception {
        String status = network.run(network.databasePort(), "--json", "-c", "status")
                .endsWith(0)
                .out()
                .toString();
        Matcher matcher = Pattern.compile("\"bytes_up\":(\\d+)").matcher(status);
        assertThat(matcher.find()).as(status).isTrue();
        return Long.parseLong(matcher.group(1));
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
