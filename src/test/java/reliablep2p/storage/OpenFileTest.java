package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
    @TempDir
    Path parent;

    private TestFolder folder;
    private Path file;
    private StoredFile stored;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
        file = folder.put("a.txt", "0123456789");
        stored = folder.scanOne();
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void givesTheBytesInOneRead() throws Exception {
        try (OpenFile open = folder.shared.open(stored)) {
            byte[] bytes = new byte[100];
            InputStream stream = open.stream(0);

            assertThat(stream.read(bytes)).isEqualTo(10);
            assertThat(new String(bytes, 0, 10, US_ASCII)).isEqualTo("0123456789");
            assertThat(stream.read(bytes)).isEqualTo(-1);
            assertThat(open.unchanged()).isTrue();
        }
    }

    @Test
    void givesTheRestOfTheBytes() throws Exception {
        try (OpenFile open = folder.shared.open(stored)) {
            assertThat(new String(open.stream(7).readAllBytes(), US_ASCII)).isEqualTo("789");
            assertThat(open.stream(10).readAllBytes()).isEmpty();
            assertThat(open.unchanged()).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> open.stream(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> open.stream(11));
        }
    }

    @Test
    void isRefusedWhenTheFileChanged() throws Exception {
        folder.put("a.txt", "0123456789", Duration.ofSeconds(5));

        assertThatExceptionOfType(ChangedFileException.class)
                .isThrownBy(() -> folder.shared.open(stored))
                .withMessage("a.txt is not the file that was hashed");
    }

    @Test
    void isRefusedWhenTheFileIsGone() throws Exception {
        Files.delete(file);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> folder.shared.open(stored));
    }

    @Test
    void isRefusedWhenALinkTookItsPlace() throws Exception {
        Path moved = Files.move(file, parent.resolve("moved"));
        Files.createSymbolicLink(file, moved);

        assertThatExceptionOfType(ChangedFileException.class).isThrownBy(() -> folder.shared.open(stored));
    }

    @Test
    void isRefusedWhenAPipeTookItsPlace() throws Exception {
        Files.delete(file);
        Unix.pipe(file);

        assertThatExceptionOfType(ChangedFileException.class).isThrownBy(() -> folder.shared.open(stored));
    }

    @Test
    void noticesAChangeWhileItIsServed() throws Exception {
        try (OpenFile open = folder.shared.open(stored)) {
            folder.put("a.txt", "9876543210", Duration.ofSeconds(5));

            assertThat(open.unchanged()).isFalse();
        }
    }

    @Test
    void noticesItsEndWhileItIsServed() throws Exception {
        try (OpenFile open = folder.shared.open(stored)) {
            Files.delete(file);

            assertThat(open.unchanged()).isFalse();
        }
    }
}
