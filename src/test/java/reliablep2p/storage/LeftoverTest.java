package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** What the next transfer finds where one was broken off, and what it needs the disk to have room for. */
class LeftoverTest {
    private static final int PIECE = (int) Pieces.MIN_SIZE;
    private static final byte[] BYTES = new byte[2 * PIECE + 300_000];
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.bin"), BYTES.length, Sha256.of(BYTES));
    private static final PartFile.Piecewise PIECES = TestPart.cut(BYTES);

    @TempDir
    Path parent;

    private PeerDirectory directory;
    private Path part;
    private Path log;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("port_9001"));
        part = Leftover.path(directory, FILE.sha256(), Optional.empty());
        log = part.resolveSibling(part.getFileName() + ".have");
    }

    @AfterEach
    void tearDown() {
        directory.close();
    }

    @Test
    void needsRoomForWhatIsMissingOnly() throws Exception {
        assertThat(Leftover.length(part, PIECES.cut(), BYTES.length)).isZero();
        leave(0, 1);
        assertThat(Leftover.length(part, PIECES.cut(), BYTES.length)).isEqualTo(2L * PIECE);
        leave(2);
        assertThat(Leftover.length(part, PIECES.cut(), BYTES.length)).isEqualTo(BYTES.length);
        Files.delete(log);
        Files.createSymbolicLink(log, Files.write(parent.resolve("elsewhere"), new byte[8]));
        assertThat(Leftover.length(part, PIECES.cut(), BYTES.length)).isZero();
    }

    @Test
    void nothingIsReceivedThatNoDiskHasRoomFor() throws Exception {
        TrustedFile huge = new TrustedFile(FILE.name(), 1L << 60, FILE.sha256());
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> TestPart.begin(directory, huge))
                .withMessageStartingWith("There is no room for a.bin: 1024.0 PiB needed, ");
        assertThat(directory.parts()).isEmptyDirectory();
        assertThat(directory.claim(FILE.sha256())).as("it may be tried again").isTrue();
    }

    @Test
    void aPieceThatWasCutOffIsFetchedAgain() throws Exception {
        leave(0, 2);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.truncate(BYTES.length - 1);
        }
        try (PartFile again = begin()) {
            assertThat(again.verified().toString()).isEqualTo("01");
        }
    }

    @Test
    void theLogHasEachPieceOnce() throws Exception {
        leave(2);
        leave(0);
        assertThat(Files.readAllBytes(log)).containsExactly(0, 0, 0, 2, 0, 0, 0, 0);
        begin().close();
        assertThat(Files.readAllBytes(log)).containsExactly(0, 0, 0, 0, 0, 0, 0, 2);
    }

    @Test
    void aLogWithoutItsPartIsWorthNothing() throws Exception {
        leave(0, 2);
        Files.delete(part);
        try (PartFile again = begin()) {
            assertThat(again.resumed()).isZero();
        }
        assertThat(directory.parts()).isEmptyDirectory();
    }

    @Test
    void aPartWithoutItsLogIsWorthNothing() throws Exception {
        leave(0, 2);
        Files.delete(log);
        try (PartFile again = begin()) {
            assertThat(again.resumed()).isZero();
        }
        assertThat(directory.parts()).isEmptyDirectory();
    }

    @Test
    void aDirectoryInTheWayIsSaid() throws Exception {
        Files.createDirectories(part.resolve("inner"));
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(this::begin)
                .withMessageStartingWith(part + " is a directory with something in it");
        assertThat(directory.claim(FILE.sha256())).as("it may be tried again").isTrue();
        directory.release(FILE.sha256());
        Files.delete(part.resolve("inner"));
        begin().close();
        assertThat(part).doesNotExist();
    }

    private PartFile begin() throws StorageException {
        return PartFile.begin(
                directory, FILE, PIECES, new Destination.Shared(FILE.name()), Optional.empty(), () -> false);
    }

    private void leave(int... pieces) throws Exception {
        try (PartFile receiving = begin()) {
            for (int piece : pieces) {
                int end = Math.min(BYTES.length, (piece + 1) * PIECE);
                assertThat(TestPart.write(receiving, piece, Arrays.copyOfRange(BYTES, piece * PIECE, end)))
                        .isTrue();
            }
        }
    }
}
