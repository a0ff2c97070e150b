package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
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
    void givesTheBytesAtAnyPosition() throws Exception {
        try (OpenFile open = folder.shared.open(stored)) {
            ByteBuffer bytes = ByteBuffer.allocate(100);

            assertThat(open.bytes().read(bytes, 7)).isEqualTo(3);
            assertThat(open.bytes().read(bytes, 0)).isEqualTo(10);
            assertThat(open.bytes().read(bytes, 10)).isEqualTo(-1);
            assertThat(new String(bytes.array(), 0, 13, US_ASCII)).isEqualTo("7890123456789");
            assertThat(open.unchanged()).isTrue();
        }
    }

    @Test
    void givesItsDescriptorBack() throws Exception {
        OpenFile open = folder.shared.open(stored);
        open.close();
        assertThat(open.bytes().isOpen()).isFalse();
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
