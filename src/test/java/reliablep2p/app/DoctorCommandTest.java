package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.node.TestNetwork;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.storage.BitRot;

/** What {@code doctor} prints of a directory in which something is wrong, and its exit code. */
@Timeout(60)
class DoctorCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path database;

    @BeforeEach
    void runANetworkAndEndIt() throws Exception {
        TestNetwork network = new TestNetwork(directory, Map.of("a.txt", "some bytes", "b.txt", "other bytes"));
        network.join("port_1");
        network.close();
        database = network.databaseFiles();
    }

    private ExitCode doctor(String... arguments) {
        out.reset();
        String[] all = new String[arguments.length + 3];
        all[0] = "--dir";
        all[1] = directory.toString();
        all[2] = "doctor";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Main.run(
                all,
                Map.of("XDG_CONFIG_HOME", directory.resolve("none").toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path state(String name) {
        return database.resolve(".reliablep2p").resolve(name);
    }

    /** The findings that are not well, as {@code level subject}. */
    private List<String> findings() {
        return text().lines()
                .map(DoctorCommandTest::parse)
                .filter(one -> field(one, "event").equals("finding")
                        && !field(one, "level").equals("well"))
                .map(one -> field(one, "level") + " " + field(one, "subject"))
                .toList();
    }

    private static JsonObject parse(String line) {
        try {
            return JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), 2);
        } catch (JsonException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String field(JsonObject one, String name) {
        try {
            return one.string(name);
        } catch (JsonException e) {
            throw new AssertionError(name, e);
        }
    }

    @Test
    void saysThatAllOfItIsWell() {
        assertThat(doctor()).isEqualTo(ExitCode.DONE);
        assertThat(text()).contains(database + " is well.", "port_1 is well.", "ok       files: 2 of the catalog");
        assertThat(doctor("--json")).isEqualTo(ExitCode.DONE);
        assertThat(findings()).isEmpty();
        assertThat(text().lines())
                .contains("{\"event\":\"examined\",\"directory\":\"" + database + "\",\"warnings\":0,\"faults\":0}");
        assertThat(err.size()).isZero();
    }

    @Test
    void tellsOfADamagedAndAMissingFileAndWhatToDo() throws Exception {
        BitRot.flip(database.resolve("a.txt"), 2);
        Files.delete(database.resolve("b.txt"));
        assertThat(doctor(database.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(text())
                .contains("FAULT    a.txt: Its bytes are not those of the catalog.\n")
                .contains("put it back from a backup, or start the peer and type scrub")
                .contains("FAULT    b.txt: It is listed, was here, and is not here now.\n")
                .contains("revokes it: put it back from a backup first")
                .endsWith(database + ": 2 faults, 0 warnings.\n");
        assertThat(doctor("--json", database.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(findings()).containsExactly("fault a.txt", "fault b.txt");
        assertThat(text().lines()).last().asString().contains("\"warnings\":0,\"faults\":2");
    }

    @Test
    void tellsOfADamagedLineOfTheJournal() throws Exception {
        BitRot.flip(state("catalog.jsonl"), 40);
        assertThat(doctor(database.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(text())
                .contains("FAULT    journal: It is not what was signed, from line 1 on:")
                .contains("of the peer that was connected last", "make an empty file " + state("restored"));
        doctor("--json", database.toString());
        assertThat(findings()).containsExactly("fault journal");
    }

    @Test
    void tellsOfADamagedKey() throws Exception {
        BitRot.flip(state("identity.pem"), 200);
        assertThat(doctor(database.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(text())
                .contains("FAULT    key: " + state("identity.pem") + " is damaged.\n")
                .contains("Put a copy of the network's key back, from a backup");
        doctor("--json", database.toString());
        assertThat(findings()).containsExactly("fault key");
    }

    @Test
    void judgesADatabasePeersDirectoryAsOneUnderAnyName() throws Exception {
        Path renamed = Files.move(database, directory.resolve("db-old"));
        Files.delete(renamed.resolve("b.txt"));
        assertThat(doctor(renamed.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(text()).contains("FAULT    b.txt");
    }
}
