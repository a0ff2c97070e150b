package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static reliablep2p.storage.TestFolder.trusted;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class PartFileTest {
    private static final int PIECE = (int) Pieces.MIN_SIZE;
    private static final byte[] BYTES = bytes(3 * PIECE + 17);
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.bin"), BYTES.length, Sha256.of(BYTES));
    private static final PartFile.Piecewise PIECES = TestPart.cut(BYTES);
    private static final Destination DESTINATION = new Destination.Shared(FILE.name());

    @TempDir
    Path parent;

    private TestFolder folder;
    private Path parts;
    private Path target;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("port_9001"));
        parts = folder.directory.parts();
        target = folder.path.resolve("a.bin");
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void publishesPiecesThatCameInAnyOrder() throws Exception {
        try (PartFile part = begin()) {
            for (int piece : new int[] {3, 0, 2, 1}) {
                assertThat(part.isWhole()).isFalse();
                assertThat(TestPart.write(part, piece, piece(piece))).isTrue();
            }
            assertThat(part.isWhole()).isTrue();
            assertThat(part.received()).isEqualTo(BYTES.length);
            assertThat(part.publish(DESTINATION).file().file()).isEqualTo(FILE);
        }
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(parts).isEmptyDirectory();
    }

    @Test
    void tellsTheStampSoThatNobodyReadsTheFileAgain() throws Exception {
        TrustedFile file = trusted("a.txt", "0123456789");
        folder.shared.remember(TestPart.receive(
                        folder.directory, file, new Destination.Shared(file.name()), "0123456789".getBytes(US_ASCII))
                .file());

        assertThat(folder.scan()).containsExactly(file);
        assertThat(folder.shared.hashedBytes()).isZero();
    }

    @Test
    void publishesAnEmptyFile() throws Exception {
        TrustedFile empty = trusted("a.bin", "");
        TestPart.receive(folder.directory, empty, DESTINATION, new byte[0]);

        assertThat(target).isEmptyFile();
        assertThat(parts).isEmptyDirectory();
    }

    @Test
    void countsNoPieceWhoseBytesAreWrong() throws Exception {
        try (PartFile part = begin()) {
            byte[] wrong = piece(1);
            wrong[PIECE - 1]++;

            assertThat(TestPart.write(part, 1, wrong)).isFalse();
            assertThat(part.received()).isZero();
            assertThat(part.verified().isEmpty()).isTrue();
            assertThat(TestPart.write(part, 1, piece(1))).isTrue();
            assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> part.publish(DESTINATION));
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void takesNoMoreBytesThanThePieceHas() throws Exception {
        try (PartFile part = begin();
                PieceWriter writer = part.write(3)) {
            assertThatIllegalArgumentException().isThrownBy(() -> writer.write(ByteBuffer.allocate(18)));
            writer.write(ByteBuffer.wrap(BYTES, 3 * PIECE, 16));
            assertThat(writer.missing()).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(writer::finish);
        }
    }

    @Test
    void aSecondWriterThatIsFasterTakesThePieceOver() throws Exception {
        try (PartFile part = begin();
                PieceWriter slow = part.write(1)) {
            slow.write(ByteBuffer.wrap(BYTES, PIECE, 100));
            assertThat(part.received()).isEqualTo(100);

            assertThat(TestPart.write(part, 1, piece(1))).isTrue();

            assertThat(slow.write(ByteBuffer.wrap(new byte[10]))).as("garbage").isFalse();
            for (int piece : new int[] {0, 2, 3}) {
                TestPart.write(part, piece, piece(piece));
            }
            slow.close();
            assertThat(part.received()).isEqualTo(BYTES.length);
            part.publish(DESTINATION);
        }
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void aSecondWriterWithWrongBytesSpoilsNothing() throws Exception {
        try (PartFile part = begin();
                PieceWriter honest = part.write(1)) {
            honest.write(ByteBuffer.wrap(BYTES, PIECE, 100));
            assertThat(TestPart.write(part, 1, new byte[PIECE])).isFalse();
            honest.write(ByteBuffer.wrap(BYTES, PIECE + 100, PIECE - 100));
            assertThat(honest.finish()).isTrue();
            assertThat(TestPart.write(part, 1, new byte[PIECE])).isFalse();
            for (int piece : new int[] {0, 2, 3}) {
                TestPart.write(part, piece, piece(piece));
            }
            part.publish(DESTINATION);
        }
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void goesOnWithThePiecesThatWereVerified() throws Exception {
        leave(0, 2);
        try (PartFile part = begin()) {
            assertThat(part.resumed()).isEqualTo(2L * PIECE);
            assertThat(part.verified().toString()).isEqualTo("05");
            TestPart.write(part, 1, piece(1));
            TestPart.write(part, 3, piece(3));
            part.publish(DESTINATION);
        }
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void fetchesAPieceAgainThatWasAlteredOnDisk() throws Exception {
        leave(0, 2);
        Path left = parts.resolve(FILE.sha256() + ".part");
        byte[] altered = Files.readAllBytes(left);
        altered[2 * PIECE + 5]++;
        Files.write(left, altered);

        try (PartFile part = begin()) {
            assertThat(part.verified().toString()).isEqualTo("01");
        }
    }

    @Test
    void believesNoLogOfAnother() throws Exception {
        leave(0, 2);
        Path log = parts.resolve(FILE.sha256() + ".part.have");
        Files.write(log, new byte[] {0, 0, 0, 2, -1, -1, -1, -1, 0, 0, 9, 9, 1});
        try (PartFile part = begin()) {
            assertThat(part.verified().toString()).isEqualTo("04");
        }
        Files.write(log, new byte[100_000]);
        try (PartFile part = begin()) {
            assertThat(part.resumed()).isZero();
        }
    }

    @Test
    void keepsNothingOfAPartThatIsDiscarded() throws Exception {
        try (PartFile part = begin()) {
            TestPart.write(part, 0, piece(0));
            part.discard();
        }
        assertThat(parts).isEmptyDirectory();
    }

    @Test
    void keepsApartWhatOnePeerAloneMaySend() throws Exception {
        leave(0, 2);
        PeerId only = PeerId.ofCertificate(new byte[] {1});
        try (PartFile part =
                PartFile.begin(folder.directory, FILE, PIECES, DESTINATION, Optional.of(only), () -> false)) {
            assertThat(part.resumed()).isZero();
            for (int piece = 0; piece < 4; piece++) {
                TestPart.write(part, piece, piece(piece));
            }
            part.publish(DESTINATION);
        }
        assertThat(parts).as("nobody needs the other part now").isEmptyDirectory();
    }

    @Test
    void hashesTheWholeIfNobodyVouchesForTheList() throws Exception {
        TrustedFile other = new TrustedFile(FILE.name(), FILE.size(), Sha256.of(new byte[1]));
        PartFile.Piecewise unproved = new PartFile.Piecewise(PIECES.cut(), PIECES.list(), false);
        try (PartFile part =
                PartFile.begin(folder.directory, other, unproved, DESTINATION, Optional.empty(), () -> false)) {
            for (int piece = 0; piece < 4; piece++) {
                TestPart.write(part, piece, piece(piece));
            }
            assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> part.publish(DESTINATION));
        }
        assertThat(target).doesNotExist();
        assertThat(parts).isEmptyDirectory();
    }

    @Test
    void servesWhatIsVerifiedEvenAfterItWasPublished() throws Exception {
        try (PartFile part = begin()) {
            for (int piece = 0; piece < 4; piece++) {
                TestPart.write(part, piece, piece(piece));
            }
            try (OpenFile open = part.open()) {
                part.publish(DESTINATION);
                ByteBuffer read = ByteBuffer.allocate(10);
                open.bytes().read(read, PIECE);
                assertThat(read.array()).isEqualTo(Arrays.copyOfRange(BYTES, PIECE, PIECE + 10));
            }
        }
    }

    @Test
    void showsNothingUnderTheNameBeforeItIsPublished() throws Exception {
        leave(0, 1, 2, 3);

        assertThat(target).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parts.resolve(FILE.sha256() + ".part"))))
                .as("not hidden from others, and not executable")
                .matches("rw-[r-][w-]-[r-][w-]-");
    }

    @Test
    void hasOneOwner() throws Exception {
        PartFile first = begin();
        TrustedFile sameBytes = new TrustedFile(new FileName("b.bin"), FILE.size(), FILE.sha256());
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() ->
                        PartFile.begin(folder.directory, sameBytes, PIECES, DESTINATION, Optional.empty(), () -> false))
                .withMessage("b.bin is being received already. Wait for that to end.");
        first.close();
        try (PartFile second = begin()) {
            first.close();
            assertThatExceptionOfType(StorageException.class).isThrownBy(this::begin);
            assertThat(second.received()).isZero();
        }
        assertThatIllegalStateException().isThrownBy(() -> first.write(0));
    }

    @Test
    void canBeBegunAgainAfterItWasRefused() throws Exception {
        Files.createDirectory(target);
        assertThatExceptionOfType(DiskException.class).isThrownBy(this::begin);
        Files.delete(target);

        begin().close();
    }

    @Test
    void isNotWrittenThroughALinkThatWaitsThere() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(parts.resolve(FILE.sha256() + ".part"), elsewhere);

        leave(0);

        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void isGivenUpWhenTheThreadIsInterrupted() throws Exception {
        try (PartFile part = begin()) {
            for (int piece = 0; piece < 4; piece++) {
                TestPart.write(part, piece, piece(piece));
            }
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> part.publish(DESTINATION));
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).doesNotExist();
        try (PartFile part = begin()) {
            assertThat(part.isWhole()).as("what came is kept").isTrue();
        }
    }

    @Test
    void stopsReadingWhatWasLeftWhenItIsCancelled() throws Exception {
        leave(0, 1);
        assertThatExceptionOfType(CancelledScanException.class)
                .isThrownBy(() ->
                        PartFile.begin(folder.directory, FILE, PIECES, DESTINATION, Optional.empty(), () -> true));
        try (PartFile part = begin()) {
            assertThat(part.resumed()).isEqualTo(2L * PIECE);
        }
    }

    private void leave(int... pieces) throws Exception {
        try (PartFile part = begin()) {
            for (int piece : pieces) {
                TestPart.write(part, piece, piece(piece));
            }
        }
    }

    private PartFile begin() throws StorageException {
        return PartFile.begin(folder.directory, FILE, PIECES, DESTINATION, Optional.empty(), () -> false);
    }

    private static byte[] piece(int piece) {
        return Arrays.copyOfRange(BYTES, piece * PIECE, Math.min(BYTES.length, (piece + 1) * PIECE));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(3).nextBytes(bytes);
        return bytes;
    }
}
