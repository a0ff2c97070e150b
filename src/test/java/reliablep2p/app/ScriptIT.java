package reliablep2p.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;

/** The built jar as a program uses it: commands in an argument or a pipe, JSON, exit codes. */
class ScriptIT {
    private static final String FILE = "hangman.java";
    private static final int DEPTH = 4;

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

    @Test
    void getsAFileFromAnotherProcess() throws Exception {
        JarProcess peer = network.run(port, "-c", "connect; list; get " + FILE).endsWith(0);
        assertThat(peer.err().all()).isEmpty();
        peer.out().await("Peer ready on 127\\.0\\.0\\.1:" + port + " \\(0 files held\\)");
        peer.out().await("Connected: 2 peers with this one, 7 files\\.");
        peer.out().await("Files of the network.*");
        peer.out().await("Got " + FILE + " .* from 127\\.0\\.0\\.1:" + network.databasePort() + ".*verified\\.");
        assertThat(network.filesOf(port).resolve(FILE))
                .hasSameBinaryContentAs(network.db().resolve(FILE));
        database.out().awaitAnywhere(".*:" + port + " .*joined\\.");
        database.out().awaitAnywhere(".*:" + port + " .*fetched " + FILE + " .*");
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
    }

    @Test
    void tellsEverythingInJson() throws Exception {
        JarProcess peer = network.run(
                        port,
                        "--json",
                        "-c",
                        "connect; list; get " + FILE + "; get " + FILE + "; address-book; seeding; peers; get none.txt")
                .endsWith(3);
        assertThat(peer.err().all()).isEmpty();
        byte[] bytes = Files.readAllBytes(network.db().resolve(FILE));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

        JsonObject ready = single(peer, "ready");
        assertThat(ready.string("role")).isEqualTo("peer");
        assertThat(ready.string("host")).isEqualTo("127.0.0.1");
        assertThat(ready.integer("port", 1, 65535)).isEqualTo(port);
        assertThat(ready.string("id")).matches("[0-9a-f]{64}");
        assertThat(ready.integer("files", 0, 0)).isZero();
        JsonObject connected = single(peer, "connected");
        assertThat(connected.integer("peers", 0, 99)).isEqualTo(2);
        assertThat(connected.integer("files", 0, 99)).isEqualTo(7);

        List<JsonObject> listed = events(peer, "file");
        assertThat(listed).hasSize(7);
        JsonObject file = named(listed);
        assertFile(file, bytes.length, sha256);
        assertThat(file.integer("holders", 1, 99)).isEqualTo(1);
        assertThat(file.bool("held")).isFalse();

        JsonObject fetched = single(peer, "fetched");
        assertFile(fetched, bytes.length, sha256);
        assertThat(fetched.object("from").string("host")).isEqualTo("127.0.0.1");
        assertThat(fetched.object("from").integer("port", 1, 65535)).isEqualTo(network.databasePort());
        assertThat(fetched.integer("asked", 1, 99)).isEqualTo(1);
        assertThat(fetched.has("seconds")).isTrue();
        assertThat(peer.out().all())
                .anyMatch(line -> line.matches("\\{\"event\":\"fetched\".*\"seconds\":\\d+(\\.\\d+)?[,}].*"));
        assertFile(single(peer, "present"), bytes.length, sha256);

        JsonObject holders = named(events(peer, "holders"));
        List<Long> ports = new ArrayList<>();
        for (JsonObject holder : holders.objects("holders", 99)) {
            assertThat(holder.string("host")).isEqualTo("127.0.0.1");
            ports.add(holder.integer("port", 1, 65535));
        }
        assertThat(ports).contains((long) network.databasePort());
        JsonObject seeding = single(peer, "seeding");
        assertThat(seeding.string("name")).isEqualTo(FILE);
        assertThat(seeding.integer("size", 0, Long.MAX_VALUE)).isEqualTo(bytes.length);

        List<String> members = new ArrayList<>();
        for (JsonObject member : events(peer, "peer")) {
            assertThat(member.string("id")).matches("[0-9a-f]{64}");
            members.add(member.string("host") + ":" + member.integer("port", 1, 65535) + " " + member.string("role"));
        }
        assertThat(members)
                .containsExactlyInAnyOrder(
                        "127.0.0.1:" + port + " peer", "127.0.0.1:" + network.databasePort() + " database");
        JsonObject error = single(peer, "error");
        assertThat(error.integer("code", 0, 255)).isEqualTo(3);
        assertThat(error.string("message")).contains("none.txt");
    }

    @Test
    void getsAllThatIsMissingAndTellsWhatFailed() throws Exception {
        Files.createDirectories(network.filesOf(port).resolve(FILE));
        JarProcess first = network.run(port, "-c", "connect; get --all").endsWith(7);
        first.out().await("Got 6 of 7 files \\(.*\\) in .* s, verified\\.");
        assertThat(first.err().all()).hasSize(3).element(1).isEqualTo("Not got:");
        assertThat(first.err().all().get(2)).startsWith("  " + FILE + ": ");
        Files.delete(network.filesOf(port).resolve(FILE));
        JarProcess second =
                network.run(port, "--json", "-c", "connect; get --all").endsWith(0);
        assertThat(single(second, "fetched").string("name")).isEqualTo(FILE);
        JsonObject got = single(second, "got");
        assertThat(got.integer("files", 0, 99)).isEqualTo(7);
        assertThat(got.integer("fetched", 0, 99)).isEqualTo(1);
        assertThat(got.integer("skipped", 0, 99)).isEqualTo(6);
        assertThat(got.integer("code", 0, 255)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "list, 1, connect",
        "conect, 2, did you mean connect?",
        "connect; get, 2, Usage",
        "connect; get hangmann.java, 3, did you mean hangman.java?",
        "connect; get ../../etc/passwd, 3, not in the catalog"
    })
    void endsWithTheCodeOfTheFirstFailure(String commands, int code, String message) throws Exception {
        JarProcess peer = network.run(port, "-c", commands + "; status").endsWith(code);
        assertThat(peer.err().toString()).contains(message).doesNotContain("Exception");
        assertThat(peer.out().toString()).contains("Peer ready").doesNotContain("Uptime", "Directory");
    }

    @Test
    void asksExactlyOneInASecureGet() throws Exception {
        JarProcess empty = network.start(port, "--stay", "-c", "connect");
        empty.out().await("Connected: .*");
        JarProcess fromEmpty = network.start(JarNetwork.freePort(), "-c", "connect; secure-get " + FILE + " " + port);
        int unused = JarNetwork.freePort();
        JarProcess fromNobody =
                network.start(JarNetwork.freePort(), "--json", "-c", "connect; secure-get " + FILE + " " + unused);
        assertThat(fromEmpty.endsWith(4).err().toString()).contains(FILE, ":" + port);
        JsonObject error = single(fromNobody.endsWith(5), "error");
        assertThat(error.integer("code", 0, 255)).isEqualTo(5);
        assertThat(error.string("message")).contains("127.0.0.1:" + unused);
        assertThat(network.run(
                                JarNetwork.freePort(),
                                "-c",
                                "connect; secure-get " + FILE + " " + network.databasePort())
                        .endsWith(0)
                        .out()
                        .toString())
                .contains("No trusted peers have been named");
        empty.terminate();
        empty.endsWith(0);
    }

    @Test
    void reportsADiskThatFails() throws Exception {
        Path taken = Files.createDirectories(network.filesOf(port).resolve(FILE));
        JarProcess peer =
                network.run(port, "--json", "-c", "connect; get " + FILE).endsWith(7);
        JsonObject error = single(peer, "error");
        assertThat(error.integer("code", 0, 255)).isEqualTo(7);
        assertThat(error.string("message")).contains(FILE);
        assertThat(taken).isEmptyDirectory();
    }

    @Test
    void reportsADatabasePeerThatIsNotThere() throws Exception {
        int nobody = JarNetwork.freePort();
        String[] arguments = {"--dir", home.toString(), "--port", "" + port, "--db-port", "" + nobody, "-c", "connect"};
        JarProcess peer = network.startPlain(List.of(), List.of(arguments)).endsWith(8);
        assertThat(peer.err().toString())
                .contains("127.0.0.1:" + nobody, "Is it running?")
                .doesNotContain("Exception");
    }

    @Test
    void stopsAScriptAtItsFirstFailure() throws Exception {
        JarProcess peer = network.start(port);
        peer.type("connect\nget none.txt\nget " + FILE + "\n");
        peer.endsWith(3);
        assertThat(peer.out().toString()).contains("Connected").doesNotContain("Got", ">");
        assertThat(network.filesOf(port).resolve(FILE)).doesNotExist();
    }

    @Test
    void disconnectsAtTheEndOfAScript() throws Exception {
        JarProcess peer = network.start(port);
        peer.type("connect\nget " + FILE);
        peer.endInput();
        assertThat(peer.endsWith(0).err().all()).isEmpty();
        assertThat(peer.out().toString()).doesNotContain("\u001b", ">");
        database.out().awaitAnywhere(".*:" + port + " .*fetched " + FILE + ".*");
        database.out().awaitAnywhere(".*:" + port + " .*left\\.");
    }

    @Test
    void refusesALineOfTenMegabytes() throws Exception {
        JarProcess peer = network.start(List.of("-Xmx16m"), port);
        peer.type("x".repeat(10 << 20) + "\nstatus\n");
        peer.endInput();
        assertThat(peer.endsWith(2).err().all())
                .hasSize(2)
                .contains("Stopped at line 1 of standard input.")
                .first()
                .asString()
                .contains("a line has at most 4096 bytes")
                .hasSizeLessThan(200);
        assertThat(peer.out().all()).hasSize(1);
    }

    private static void assertFile(JsonObject event, int size, String sha256) throws JsonException {
        assertThat(event.string("name")).isEqualTo(FILE);
        assertThat(event.integer("size", 0, Long.MAX_VALUE)).isEqualTo(size);
        assertThat(event.string("sha256")).isEqualTo(sha256);
    }

    private static JsonObject named(List<JsonObject> events) throws JsonException {
        for (JsonObject event : events) {
            if (event.string("name").equals(FILE)) {
                return event;
            }
        }
        throw new AssertionError("no event names " + FILE);
    }

    private static JsonObject single(JarProcess process, String event) throws JsonException {
        List<JsonObject> events = events(process, event);
        assertThat(events).as(event + " in " + process).hasSize(1);
        return events.get(0);
    }

    /** The events of this kind; every line must be one of some kind. */
    private static List<JsonObject> events(JarProcess process, String event) throws JsonException {
        List<JsonObject> events = new ArrayList<>();
        for (String line : process.out().all()) {
            JsonObject parsed = JsonObject.parse(line.getBytes(UTF_8), DEPTH);
            if (parsed.string("event").equals(event)) {
                events.add(parsed);
            }
        }
        return events;
    }
}
