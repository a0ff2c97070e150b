package reliablep2p.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("config");
    }

    @ParameterizedTest
    @CsvSource({
        "/xdg, /home/me, /xdg/reliablep2p/config",
        "'', /home/me, /home/me/.config/reliablep2p/config",
        ", /home/me, /home/me/.config/reliablep2p/config",
        "not/absolute, /home/me, /home/me/.config/reliablep2p/config",
        "'', '', ",
        ", , ",
        ", home, "
    })
    void isLookedForWhereTheXdgSpecificationSays(String xdg, String home, String expected) {
        Map<String, String> environment = new HashMap<>();
        if (xdg != null) {
            environment.put("XDG_CONFIG_HOME", xdg);
        }
        if (home != null) {
            environment.put("HOME", home);
        }
        assertThat(SettingsFile.place(environment))
                .isEqualTo(Optional.ofNullable(expected).map(Path::of));
    }

    @Test
    void readsNamesAndValues() throws Exception {
        write("\uFEFFport = 9001\r\n\n  # a comment\n\tdir=/srv/a b # c = d\n#json = true\nhost =  ::1");
        SettingsFile read = SettingsFile.read(Optional.of(file));
        assertThat(read.exists()).isTrue();
        assertThat(read.path()).contains(file);
        assertThat(read.entries())
                .containsExactly(
                        new SettingsFile.Entry("port", "9001", 1),
                        new SettingsFile.Entry("dir", "/srv/a b # c = d", 4),
                        new SettingsFile.Entry("host", "::1", 6));
    }

    @Test
    void isNotThereWhereThereIsNoFileOrNoPlace() throws Exception {
        assertThat(SettingsFile.read(Optional.of(file)).exists()).isFalse();
        assertThat(SettingsFile.read(Optional.empty()).exists()).isFalse();
        // A service may have a home like this one.
        assertThat(SettingsFile.read(Optional.of(Path.of("/dev/null/config"))).exists())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'# x\nport', 'line 2: ''port'' is not NAME = VALUE'",
        "'= 3', 'line 1: ''= 3'' is not NAME = VALUE'",
        "'\n\nport =', 'line 3: port has no value'",
        "'port = 1\n\nport = 2', 'line 3: port is set in line 1 already'"
    })
    void namesTheLineThatWillNotDo(String text, String expected) throws IOException {
        write(text);
        refuses(file + " " + expected);
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Files.write(file, new byte[] {'#', '\n', 'd', 'i', 'r', '=', (byte) 0xff, '\n'});
        refuses(file + " line 2: it is not UTF-8 text");
    }

    @Test
    void refusesMoreThanItsLimit() throws Exception {
        write("#".repeat(SettingsFile.MAX_BYTES));
        assertThat(SettingsFile.read(Optional.of(file)).entries()).isEmpty();
        write("#".repeat(SettingsFile.MAX_BYTES + 1));
        refuses("more than 65536 bytes");
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(file);
        refuses(file + " is not a regular file");
    }

    @Test
    void neverOpensAPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refuses(file + " is not a regular file"));
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void refuses(String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.read(Optional.of(file)))
                .withMessageContaining(message);
    }
}
