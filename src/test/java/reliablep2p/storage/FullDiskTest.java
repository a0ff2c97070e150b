package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** On a file system of four mebibytes. Needs root; {@link PartWriterTest} shows on any system that errors surface. */
@Tag("mounts")
class FullDiskTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path parent;

    private Unix.@Nullable Mount mounted;
    private @Nullable PeerDirectory opened;
    private PeerDirectory directory;

    @BeforeEach
    void setUp() throws Exception {
        mounted = Unix.mount(parent.resolve("small"), "size=4m");
        opened = PeerDirectory.open(mounted.directory().resolve("port_9001"));
        directory = opened;
    }

    @AfterEach
    void tearDown() throws Exception {
        try (AutoCloseable first = mounted;
                AutoCloseable second = opened) {
            // Closes what was made, also when the rest could not be made.
        }
    }

    @Test
    void isSeenBeforeAnythingIsReceived() throws Exception {
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> begin(zeros(5 * MEBIBYTE)))
                .withMessageMatching("There is no room for a.bin: 5.0 MiB needed, (4.0 MiB|3.9 MiB|40.. KiB) free. "
                        + "Free some space and try again.");
        assertThat(directory.parts()).isEmptyDirectory();
    }

    @Test
    void leavesAReserveFree() throws Exception {
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> begin(zeros(3 * MEBIBYTE + MEBIBYTE / 2)))
                .withMessageContaining("3.5 MiB needed");
        begin(zeros(2 * MEBIBYTE)).close();
    }

    /** Another program takes the room meanwhile. */
    @Test
    void keepsThePartWhenItComesInTheMiddle() throws Exception {
        TrustedFile file = zeros(2 * MEBIBYTE);
        Path other = parent.resolve("small").resolve("other");
        try (PartFile part = begin(file)) {
            TestPart.write(part, 0, new byte[MEBIBYTE]);
            Files.write(other, new byte[5 * MEBIBYTE / 2]);

            assertThatExceptionOfType(DiskException.class)
                    .isThrownBy(() -> receive(part, file))
                    .withMessage("a.bin could not be written: the disk is full. Free some space and try again.");
        }
        assertThat(directory.files().resolve("a.bin")).doesNotExist();
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> begin(file))
                .withMessageMatching("There is no room for a.bin: (1.0 MiB|1... KiB|... KiB) needed, .*");

        Files.delete(other);
        try (PartFile part = begin(file)) {
            assertThat(part.resumed()).isEqualTo(MEBIBYTE);
            receive(part, file);
        }
        assertThat(directory.files().resolve("a.bin")).hasSize(2 * MEBIBYTE);
    }

    /** The last write is the one that fails, so that only the end can tell. */
    @Test
    void isSeenAtTheLastBytes() throws Exception {
        TrustedFile file = zeros(200_000);
        try (PartFile part = begin(file)) {
            Files.write(parent.resolve("small").resolve("other"), new byte[4 * MEBIBYTE - 100_000]);

            assertThatExceptionOfType(DiskException.class).isThrownBy(() -> receive(part, file));
        }
        Files.delete(parent.resolve("small").resolve("other"));
        try (PartFile part = begin(file)) {
            assertThat(part.resumed()).as("not a whole piece").isZero();
        }
        assertThat(directory.files().resolve("a.bin")).doesNotExist();
    }

    @Test
    void isSeenWhateverTheLanguageOfTheSystem() throws Exception {
        IOException spanish = new IOException("No queda espacio en el dispositivo");
        assertThat(DiskException.writing("a.bin", directory.parts(), spanish))
                .hasMessageContaining("could not be written: no queda espacio en el dispositivo. Check the disk");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Files.write(parent.resolve("small").resolve("other"), new byte[5 * MEBIBYTE]));

        assertThat(DiskException.writing("a.bin", directory.parts(), spanish))
                .hasMessage("a.bin could not be written: the disk is full. Free some space and try again.");
    }

    @Test
    void stopsAddingAFile() {
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> FileAdder.add(
                        directory,
                        new FileName("a.bin"),
                        new ByteArrayInputStream(new byte[5 * MEBIBYTE]),
                        5 * MEBIBYTE))
                .withMessage("a.bin could not be written: the disk is full. Free some space and try again.");
        assertThat(directory.parts()).isEmptyDirectory();
        assertThat(directory.files().resolve("a.bin")).doesNotExist();
    }

    private static TrustedFile zeros(int size) {
        return new TrustedFile(new FileName("a.bin"), size, Sha256.of(new byte[size]));
    }

    private PartFile begin(TrustedFile file) throws StorageException {
        return PartFile.begin(
                directory,
                file,
                TestPart.cut(new byte[(int) file.size()]),
                new Destination.Shared(file.name()),
                Optional.empty(),
                () -> false);
    }

    private static void receive(PartFile part, TrustedFile file) throws Exception {
        for (int piece = 0; piece * (long) MEBIBYTE < file.size(); piece++) {
            int length = (int) Math.min(MEBIBYTE, file.size() - piece * (long) MEBIBYTE);
            if (!part.verified().has(piece)) {
                TestPart.write(part, piece, new byte[length]);
            }
        }
        part.publish(new Destination.Shared(file.name()));
    }
}
