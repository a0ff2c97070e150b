package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.shell.output.ExitCode;

/** {@code config} and its like as a whole, with an environment and a settings file. */
class SubcommandsTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private Path file;

    @BeforeEach
    void makeRoomForAFile() throws IOException {
        environment.put("XDG_CONFIG_HOME", directory.toString());
        file = Files.createDirectories(directory.resolve("reliablep2p")).resolve("config");
    }

    @Test
    void showsEachSettingAndWhereItCameFrom() throws IOException {
        Files.writeString(file, "db-port = 9000\n");
        environment.put("RELIABLEP2P_HOST", "::1");
        assertThat(run("--port", "9001", "config")).isEqualTo(ExitCode.DONE);
        assertThat(text(out))
                .containsPattern("(?m)^ *1  port +9001 +command line$")
                .containsPattern("(?m)^ *2  db-port +9000 +file " + file + " line 1$")
                .containsPattern("(?m)^ *3  host +::1 +environment RELIABLEP2P_HOST$")
                .containsPattern("(?m)^ *4  db-host +127\\.0\\.0\\.1 +default$")
                .endsWith("The settings file is " + file + ".\n");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config --json", "--json config"})
    void showsThemInJson(String line) {
        environment.put("RELIABLEP2P_DB_PORT", "9000");
        environment.put("RELIABLEP2P_DIRR", "/srv");
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(text(out).lines())
                .contains(
                        "{\"event\":\"setting\",\"name\":\"port\",\"source\":\"default\"}",
                        "{\"event\":\"setting\",\"name\":\"db-port\",\"value\":\"9000\",\"source\":\"environment\","
                                + "\"variable\":\"RELIABLEP2P_DB_PORT\"}")
                .last()
                .isEqualTo("{\"event\":\"settings_file\",\"path\":\"" + file + "\",\"exists\":false}");
        assertThat(text(err)).contains("did you mean RELIABLEP2P_DIR?");
    }

    @Test
    void escapesWhatASettingHolds() throws IOException {
        Files.writeString(file, "dir = /srv/\u001b[2J\n");
        assertThat(run("config")).isEqualTo(ExitCode.DONE);
        Files.writeString(file, "\u001b[2J = 1\n");
        assertThat(run("config")).isEqualTo(ExitCode.USAGE);
        assertThat(text(out) + text(err))
                .contains("/srv/\\u001b[2J", "\\u001b[2J is not")
                .doesNotContain("\u001b");
    }

    @Test
    void refusesABadSettingBeforeAnythingHappens() throws IOException {
        Files.writeString(file, "prot = 9001\n");
        for (String line : new String[] {"", "demo", "config", "--port 9001 --db-port 9000"}) {
            assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitCode.USAGE);
        }
        String message = file + " line 1: prot is not a setting; did you mean port?";
        assertThat(text(err).lines()).containsExactly(message, message, message, message);
    }

    @Test
    void tellsAProgramInJsonThatASettingIsBad() {
        environment.put("RELIABLEP2P_JSON", "1");
        environment.put("RELIABLEP2P_PORT", "80x");
        assertThat(run("config")).isEqualTo(ExitCode.USAGE);
        assertThat(text(out)).startsWith("{\"event\":\"error\",\"code\":2,").contains("RELIABLEP2P_PORT");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "--help --debug", "demo --help", "man", "completion zsh"})
    void worksWithoutSettingsWhereNoneAreNeeded(String line) throws IOException {
        Files.writeString(file, "nonsense\n");
        environment.put("RELIABLEP2P_PORT", "80x");
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("eliablep2p");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void saysWhereAnOptionOfTheProgramStands() {
        assertThat(run("config", "--port=9001")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).contains("--port stands before config", "Usage: reliablep2p config");
    }

    private ExitCode run(String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(args, environment, stdout, stderr);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
