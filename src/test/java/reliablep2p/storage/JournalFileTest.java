package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    private static final String NAME = "lines";

    @TempDir
    private Path path;

    private PeerDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = PeerDirectory.open(path.resolve("one"));
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void isPrivate() throws Exception {
        JournalFile.open(directory, NAME).close();
        assertThat(Files.getPosixFilePermissions(directory.path(NAME)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void isReadWhileItGrowsAndAfterItWasOpenedAgain() throws Exception {
        try (JournalFile file = JournalFile.open(directory, NAME)) {
            append(file, "one\n");
            InputStream part = file.read(0, 8);
            assertThat(part.readNBytes(4)).asString(UTF_8).isEqualTo("one\n");
            append(file, "two\nthree\n");
            file.force();
            assertThat(file.length()).isEqualTo(14);
            assertThat(file.read(4, 4).readAllBytes()).asString(UTF_8).isEqualTo("two\n");
            assertThat(file.read(14, 0).readAllBytes()).isEmpty();
        }
        try (JournalFile file = JournalFile.open(directory, NAME)) {
            assertThat(file.length()).isEqualTo(14);
            append(file, "four\n");
            assertThat(file.read(0, file.length()).readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo("one\ntwo\nthree\nfour\n");
        }
    }

    @Test
    void goesOnBehindWhatIsLeftAfterACut() throws Exception {
        try (JournalFile file = JournalFile.open(directory, NAME)) {
            append(file, "one\ntwo\n");
            file.truncate(4);
            append(file, "2\n");
            file.truncate(100);
            assertThat(file.length()).isEqualTo(6);
        }
        assertThat(directory.path(NAME)).hasContent("one\n2\n");
    }

    @Test
    void aPartThatIsNotThereIsAFailureAndNoEnd() throws Exception {
        try (JournalFile file = JournalFile.open(directory, NAME)) {
            append(file, "one\n");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> file.read(0, 5).readAllBytes());
        }
    }

    @Test
    void keepsWhatItHasOnceNobodyCanTellWhatBelongsToIt() throws Exception {
        try (JournalFile file = JournalFile.open(directory, NAME)) {
            append(file, "one\ntwo\n");
            file.breakOff();
            file.truncate(4);
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> append(file, "three\n"));
            assertThatExceptionOfType(StorageException.class).isThrownBy(file::force);
        }
        assertThat(directory.path(NAME)).hasContent("one\ntwo\n");
    }

    @Test
    void takesNothingAfterItWasClosed() throws Exception {
        JournalFile file = JournalFile.open(directory, NAME);
        file.close();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> append(file, "one\n"));
    }

    @Test
    void followsNoLink() throws Exception {
        Path elsewhere = Files.writeString(path.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(directory.path(NAME), elsewhere);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> JournalFile.open(directory, NAME));
        Files.delete(directory.path(NAME));
        Files.createSymbolicLink(directory.path(NAME), path.resolve("nowhere"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> JournalFile.open(directory, NAME));
        assertThat(elsewhere).hasContent("mine");
        assertThat(path.resolve("nowhere")).doesNotExist();
    }

    @Test
    void isNeitherAPipeNorADirectory() throws Exception {
        Files.createDirectory(directory.path(NAME));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> JournalFile.open(directory, NAME));
        Unix.pipe(directory.path("pipe"));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(() -> JournalFile.open(directory, "pipe")));
    }

    private static void append(JournalFile file, String text) throws StorageException {
        byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
        file.append(bytes, 1, bytes.length - 2);
    }
}
