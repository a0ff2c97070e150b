package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;

class FileHasherTest {
    private static final byte[] BYTES = new byte[1_000_000];

    @TempDir
    Path parent;

    private Path file;
    private Stamp stamp;

    @BeforeEach
    void setUp() throws Exception {
        file = Files.write(parent.resolve("a.bin"), BYTES);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        stamp = FileStatus.of(file).stamp();
    }

    @Test
    void hashesAFileInPieces() throws Exception {
        AtomicInteger bytes = new AtomicInteger();
        AtomicInteger pieces = new AtomicInteger();

        Sha256 hash = FileHasher.hash(file, stamp, count -> {
            bytes.addAndGet(count);
            pieces.incrementAndGet();
        });

        assertThat(hash).isEqualTo(Sha256.of(BYTES));
        assertThat(bytes).hasValue(BYTES.length);
        assertThat(pieces).hasValueGreaterThan(3);
    }

    @Test
    void noticesAWriteWhileItReads() {
        assertChanged(() -> Files.write(file, new byte[] {1}, StandardOpenOption.WRITE));
    }

    @Test
    void noticesThatAnotherFileTookItsPlaceWhileItReads() {
        assertChanged(() -> {
            FileTime time = Files.getLastModifiedTime(file);
            Files.move(file, parent.resolve("b.bin"), StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(Files.write(file, BYTES), time);
        });
    }

    /** Each piece makes the file longer: without a limit this would never end. */
    @Test
    void givesUpOnAFileThatGrowsAsFastAsItReads() {
        assertChanged(() -> Files.write(file, new byte[300_000], StandardOpenOption.APPEND));
    }

    @Test
    void doesNotFollowALink() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), file);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> FileHasher.hash(link, stamp, count -> {}));
    }

    private interface Change {
        void make() throws IOException;
    }

    private void assertChanged(Change whileReading) {
        assertThatExceptionOfType(ChangedFileException.class)
                .isThrownBy(() -> FileHasher.hash(file, stamp, count -> {
                    try {
                        whileReading.make();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .withMessage("a.bin changed while it was read");
    }
}
