package reliablep2p.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings files: each line says something, or the file is refused; what is printed of it is escaped by who prints it. */
class SettingsFuzz {
    static Stream<byte[]> files() {
        return Stream.of("\uFEFFport = 9001\r\n\n  # a comment\n\tdir=/srv/a b # c\nhost =  ::1", "=", "port=1\nport=2")
                .map(file -> file.getBytes(UTF_8));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "1m")
    void readsOrRefuses(byte[] bytes) {
        try {
            assertThat(new SettingsLines(Path.of("config")).entries(bytes)).doesNotContainNull();
        } catch (SettingsException refused) {
            assertThat(refused).hasMessageStartingWith("config");
        }
    }
}
