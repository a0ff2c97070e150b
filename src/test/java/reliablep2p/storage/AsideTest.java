package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.999Z");

    @TempDir
    Path root;

    @Test
    void hasRoomForNearlyAThousandFilesOfTheSameSecond() throws Exception {
        Path file = Files.writeString(root.resolve("a.txt"), "mine");
        Files.createDirectory(root.resolve("20260102-030405"));
        for (int i = 2; i < 999; i++) {
            Files.createDirectory(root.resolve("20260102-030405-" + i));
        }

        Path aside = Aside.keep(root, file, TIME);
        assertThat(aside)
                .isEqualTo(root.resolve("20260102-030405-999").resolve("a.txt"))
                .hasContent("mine");

        Path other = Files.writeString(root.resolve("a.txt"), "other");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Aside.keep(root, other, TIME));
        assertThat(other).hasContent("other");
    }
}
