package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar's standard streams as scripts join them: pipes that close, full disks, files, nothing but what was asked for. */
class StreamsIT {
    private static final String UNPRINTED = "what was to be printed could not be written to standard output\n";

    /** More than a pipe takes without a reader. */
    private static final int MANY = 4000;

    @TempDir
    private static Path home;

    private static JarNetwork network;

    private int port;

    @BeforeAll
    static void startDatabase() throws Exception {
        network = new JarNetwork(home);
        Files.createDirectory(network.db());
        for (int i = 0; i < MANY; i++) {
            Files.createFile(network.db().resolve("a file with an ordinary name " + i + ".txt"));
        }
        for (String name : List.of("x.txt", "y.txt", "z.txt")) {
            Files.writeString(network.db().resolve(name), name.repeat(name.charAt(0) - 'w'));
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
    void failsWithASentenceWhereTheReaderHasGone() throws Exception {
        String script = """
                { p2p "$@" -c 'connect; list'; echo "code $?" >&2; } | head -1
                { p2p "$@" --json -c 'connect; list'; echo "code $?" >&2; } | head -1
                """;
        Tool ran = sh(script, network.arguments(port));
        assertThat(ran.printed())
                .startsWith("Peer ready on ")
                .contains("\n{\"event\":\"ready\"", UNPRINTED + "code 1\n")
                .endsWith(UNPRINTED + "code 1\n")
                .doesNotContain("code 0", "Exception", "\tat ");
        JarProcess service = service();
        Tool handed = sh("{ p2p \"$@\" -c list; echo \"code $?\" >&2; } | head -1", network.arguments(port));
        assertThat(handed.printed()).isEqualTo("Files of the network\n" + UNPRINTED + "code 1\n");
        network.run(port, "-c", "status").endsWith(0);
        service.terminate();
        service.endsWith(0);
    }

    @Test
    void failsWithASentenceWhereTheDiskIsFull() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        String[] words = {
            "--version", "--help", "man", "completion bash", "config", "\"$@\" -c status", "--json \"$@\" -c status"
        };
        StringBuilder script = new StringBuilder();
        for (String word : words) {
            script.append("p2p ").append(word).append(" > /dev/full; echo \"code $?\"\n");
        }
        assertThat(sh(script.toString(), network.arguments(port)).printed())
                .isEqualTo((UNPRINTED + "code 1\n").repeat(words.length));
    }

    @Test
    void saysNothingThatWasNotAskedForIfQuiet() throws Exception {
        JarProcess done = network.run(
                        port, "-q", "-c", "connect; get x.txt; get x.txt; get y.txt z.txt; get z.txt y.txt")
                .endsWith(0);
        assertThat(done.toString()).isEqualTo("standard output:\n\nstandard error:\n");
        JarProcess asked = network.run(port, "-q", "--json", "-c", "connect; get x.txt y.txt; list x.txt")
                .endsWith(0);
        assertThat(asked.out().all()).singleElement().asString().startsWith("{\"event\":\"file\",\"name\":\"x.txt\"");
        assertThat(asked.err().all()).isEmpty();
        JarProcess failed =
                network.run(port, "-q", "-c", "connect; get nothing.txt").endsWith(3);
        assertThat(failed.out().all()).isEmpty();
        assertThat(failed.err().all()).hasSize(1);
        assertThat(network.run(port, "-q", "-c", "connect; get x.txt none.txt")
                        .endsWith(3)
                        .err()
                        .all())
                .containsExactly("Not got:", "  none.txt: not in the catalog; list shows what is");
    }

    @Test
    void showsWhatWasAskedForFilteredAndSorted() throws Exception {
        JarProcess peer = network.run(
                        port,
                        "-c",
                        "connect; get x.txt y.txt; list ?.txt --sort size; seeding x*; address-book x* --graph;"
                                + " info x.txt; peers; status")
                .endsWith(0);
        peer.out().await("#  File   +Size  Holders  Here");
        peer.out().await("1  z\\.txt  15 B +1 *");
        peer.out().await("2  y\\.txt  10 B +2  yes");
        peer.out().await("3  x\\.txt   5 B +2  yes");
        peer.out().await("Files of this peer.*");
        peer.out().await("1  x\\.txt   5 B  yes");
        peer.out().await(".*x\\.txt.*");
        peer.out().await("SHA-256 +[0-9a-f]{64}");
        peer.out().await("Peers of the network");
        peer.out().await(".*:" + port + " .*this one.*");
        peer.out().await("Lookups +2, asking 1\\.0 peers on average.*");
        assertThat(peer.err().all()).noneMatch(line -> line.contains("%"));
    }

    @Test
    void runsTheCommandsOfAFile() throws Exception {
        Path script = Files.writeString(home.resolve("commands.txt"), "# a comment\nconnect\nget none.txt\nget x.txt");
        JarProcess stopped = network.run(port, "-f", script.toString()).endsWith(3);
        assertThat(stopped.err().all()).last().isEqualTo("Stopped at line 3 of " + script + ".");
        assertThat(network.filesOf(port).resolve("x.txt")).doesNotExist();
        JarProcess kept =
                network.run(port, "--keep-going", "-f", script.toString()).endsWith(3);
        kept.out().await("Got x\\.txt .*");
        JarProcess piped = network.start(port, "-f", "-");
        piped.type("connect\nget y.txt");
        piped.endInput();
        piped.endsWith(0).out().await("Got y\\.txt .*");
    }

    @Test
    void refusesCommandsThatItCanNotRead() throws Exception {
        assertThat(refused("-f", "no-such-file")).contains("no-such-file", "there is no such file");
        assertThat(refused("-f", home.toString())).contains("is a directory; -f takes a file with commands");
        assertThat(refused("-f", "-", "-c", "status")).contains("-c and -f both say which commands to run");
        assertThat(refused("-c", " ; ")).contains("it holds no command");
        assertThat(refused("--prot", "9001")).contains("did you mean --port?", "Usage:");
        assertThat(refused("-c", "list --srot size")).contains("did you mean --sort?", "Usage: list");
        assertThat(refused("-c", "get --al")).contains("did you mean --all?");
    }

    private String refused(String... arguments) throws Exception {
        JarProcess process = network.run(port, arguments).endsWith(2);
        assertThat(process.toString()).doesNotContain("Exception");
        return process.err().toString();
    }

    @Test
    void takesOptionsFromTheEnvironment() throws Exception {
        Tool ran = sh("RELIABLEP2P_JSON=true RELIABLEP2P_PORT=" + port + " RELIABLEP2P_DB_PORT="
                + network.databasePort() + " p2p --dir network -c status; echo \"code $?\"");
        assertThat(ran.printed()).matches("\\{\"event\":\"ready\".*}\n\\{\"event\":\"status\".*}\ncode 0\n");
        assertThat(sh("RELIABLEP2P_JSON=true p2p --prot 1; echo \"code $?\"").printed())
                .matches("\\{\"event\":\"error\",\"code\":2,.*did you mean --port\\?.*}\ncode 2\n");
    }

    /** A library that the newest Java warns of would spoil what scripts read. */
    @Test
    void printsNoWarningAndNoEscapeSequenceOnTheNewestJava() throws Exception {
        Path java = newestJava();
        String script = "p2p \"$@\" -c 'connect; get x.txt y.txt; list *.txt; help get; status' > out.txt 2> err.txt"
                + "; echo $?; cat err.txt; grep -c $(printf '\\033') out.txt";
        assertThat(ShellScript.runOn(java, home, script, network.arguments(port))
                        .printed())
                .matches("0\n(First met the database peer .*\n)?0\n");
        for (String term : List.of("xterm-256color", "dumb")) {
            String[] arguments = network.arguments(JarNetwork.freePort());
            try (PseudoTerminal terminal =
                    PseudoTerminal.startOn(java.toString(), home, Map.of("TERM", term), 80, arguments)) {
                terminal.await("(offline)> ");
                terminal.type("connect; list x*\r".replace("\r", term.equals("dumb") ? "\n" : "\r"));
                terminal.await("x.txt");
                terminal.await("> ");
                terminal.type(PseudoTerminal.CTRL_D);
                assertThat(terminal.exitCode()).isZero();
                assertThat(terminal.shown()).doesNotContain("WARN", "SLF4J", "Picked up");
            }
        }
    }

    private static Path newestJava() throws IOException {
        Path machines = Path.of("/usr/lib/jvm");
        assumeTrue(Files.isDirectory(machines), "no /usr/lib/jvm to look for a newer Java");
        try (Stream<Path> found = Files.list(machines)) {
            return found.filter(machine -> machine.getFileName().toString().matches(".*\\b2[5-9]\\b.*"))
                    .map(machine -> machine.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> {
                        assumeTrue(false, "no Java 25 or later in /usr/lib/jvm");
                        return machines;
                    });
        }
    }

    private JarProcess service() throws Exception {
        JarProcess service = network.start(port, "--stay", "-c", "connect");
        service.out().await("Connected: .*");
        return service;
    }

    private static Tool sh(String script, String... arguments) throws Exception {
        return ShellScript.run(home, script, arguments);
    }
}
