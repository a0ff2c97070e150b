package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** Several writers at one file, and at one piece of it. */
class PieceWriterTest {
    private static final int PIECE = (int) Pieces.MIN_SIZE;
    private static final int LAST = 300_000;
    private static final byte[] BYTES = bytes();
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.bin"), BYTES.length, Sha256.of(BYTES));
    private static final PartFile.Piecewise PIECES = TestPart.cut(BYTES);
    private static final Destination DESTINATION = new Destination.Shared(FILE.name());

    @TempDir
    Path parent;

    private PeerDirectory directory;
    private PartFile part;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("port_9001"));
        part = begin();
    }

    @AfterEach
    void tearDown() {
        part.close();
        directory.close();
    }

    @Test
    void countsItsBytesUntilItGivesUp() throws Exception {
        PieceWriter writer = part.write(0);
        assertThat(writer.write(piece(0).limit(100))).isTrue();
        assertThat(part.received()).isEqualTo(100);
        writer.close();
        assertThat(part.received()).isZero();
        assertThat(writer.write(ByteBuffer.allocate(10))).as("after its end").isFalse();
        assertThat(part.received()).isZero();
    }

    @Test
    void countsAPieceOnceThatIsVerified() throws Exception {
        try (PieceWriter writer = part.write(0)) {
            writer.write(piece(0));
            assertThat(part.received()).isEqualTo(PIECE);
            assertThat(writer.finish()).isTrue();
            assertThat(part.received()).isEqualTo(PIECE);
        }
        assertThat(part.received()).isEqualTo(PIECE);
        assertThat(part.file()).isEqualTo(FILE);
    }

    @Test
    void writersOfTheSamePieceDoNotDisturbOneAnother() throws Exception {
        writeAll(0, 1);
        try (PieceWriter first = part.write(2);
                PieceWriter second = part.write(2);
                PieceWriter third = part.write(2)) {
            first.write(ByteBuffer.allocate(1_000));
            second.write(piece(2));
            third.write(ByteBuffer.wrap(new byte[LAST]));
            assertThat(third.finish()).isFalse();
            assertThat(second.finish()).isTrue();
            assertThat(first.write(ByteBuffer.allocate(1_000))).isFalse();
        }
        part.publish(DESTINATION);
        assertThat(directory.files().resolve("a.bin")).hasBinaryContent(BYTES);
    }

    @Test
    void theSlowerOfTwoHonestWritersWasRightToo() throws Exception {
        writeAll(0, 1);
        try (PieceWriter first = part.write(2);
                PieceWriter second = part.write(2)) {
            first.write(piece(2));
            second.write(piece(2));
            assertThat(second.finish()).isTrue();
            assertThat(first.finish()).isTrue();
        }
        part.publish(DESTINATION);
        assertThat(directory.files().resolve("a.bin")).hasBinaryContent(BYTES);
    }

    @Test
    void placesBehindTheFileAreUsedAgain() throws Exception {
        writeAll(0);
        for (int i = 0; i < 3; i++) {
            writeAll(0);
        }
        assertThat(Files.size(Leftover.path(directory, FILE.sha256(), Optional.empty())))
                .isEqualTo(4L * PIECE);
    }

    @Test
    void isStoppedWhenTheFileIsClosed() throws Exception {
        PieceWriter writer = part.write(0);
        part.close();
        assertThat(writer.write(piece(0))).isFalse();
        assertThat(part.channel().isOpen()).isFalse();
        writer.close();
    }

    @Test
    void saysWhichFileTheDiskDidNotTake() throws Exception {
        try (PieceWriter writer = part.write(0)) {
            part.channel().close();
            assertThatExceptionOfType(DiskException.class)
                    .isThrownBy(() -> writer.write(piece(0)))
                    .withMessageStartingWith("a.bin could not be written");
        }
    }

    @Test
    void aPublishedFileKeepsItsPiecesAndMayComeAgain() throws Exception {
        writeAll(0, 1, 2);
        part.publish(DESTINATION);
        assertThat(new PieceLists(directory).load(FILE, PIECES.cut())).hasValue(PIECES.list());
        begin().close();
    }

    @Test
    void mayBeBegunAgainAfterTheDiskFailed() throws Exception {
        part.close();
        Files.delete(directory.parts());
        assertThatExceptionOfType(DiskException.class).isThrownBy(this::begin);
        Disk.createDirectory(directory.parts());
        part = begin();
        assertThat(part.received()).isZero();
    }

    /** The lock may be taken again by whoever forgot to give it back, so only another thread can tell. */
    @Test
    void leavesItsLockToOtherThreadsAfterEachCall() throws Exception {
        PieceWriter writer = part.write(0);
        expectFree();
        writer.write(piece(0));
        writer.finish();
        expectFree();
        writer.close();
        expectFree();
        assertThat(part.verified().size()).isEqualTo(1);
        expectFree();
        assertThat(part.isWhole()).isFalse();
        expectFree();
        assertThat(part.received()).isEqualTo(PIECE);
        expectFree();
        part.discard();
        expectFree();
        part.close();
        expectFree();
    }

    private void expectFree() throws Exception {
        assertThat(CompletableFuture.supplyAsync(part::isWhole).get(10, TimeUnit.SECONDS))
                .isFalse();
    }

    @Test
    void leftoversAreClosedWithBothTheirFiles() throws Exception {
        part.close();
        Path path = Leftover.path(directory, FILE.sha256(), Optional.empty());
        Leftover leftover = Leftover.open(path, BYTES.length, PIECES, () -> false);
        leftover.close();
        assertThat(leftover.channel().isOpen()).isFalse();
        assertThat(leftover.log().isOpen()).isFalse();
        leftover.delete();
    }

    private PartFile begin() throws StorageException {
        return PartFile.begin(directory, FILE, PIECES, DESTINATION, Optional.empty(), () -> false);
    }

    private void writeAll(int... pieces) throws IOException, StorageException {
        for (int piece : pieces) {
            try (PieceWriter writer = part.write(piece)) {
                writer.write(piece(piece));
                assertThat(writer.finish()).isTrue();
            }
        }
    }

    private static ByteBuffer piece(int piece) {
        int from = piece * PIECE;
        return ByteBuffer.wrap(BYTES, from, Math.min(PIECE, BYTES.length - from))
                .slice();
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[2 * PIECE + LAST];
        new Random(5).nextBytes(bytes);
        return bytes;
    }
}
