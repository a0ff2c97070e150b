package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static reliablep2p.storage.TestFolder.trusted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** A transfer that broke off, and the one that goes on with what it left. */
class ResumedPartTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");
    private static final PeerId ANN = new PeerId("a".repeat(64));
    private static final PeerId BOB = new PeerId("b".repeat(64));

    @TempDir
    Path parent;

    private TestFolder folder;
    private Path left;
    private Path target;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("port_9001"));
        left = folder.directory.parts().resolve(FILE.sha256() + ".part");
        target = folder.path.resolve("a.txt");
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void goesOnWhereItWasGivenUp() throws Exception {
        leave("0123");

        try (PartFile part = begin(FILE)) {
            assertThat(part.resumed()).isEqualTo(4);
            assertThat(part.received()).isEqualTo(4);
            write(part, "456");
            assertThat(part.received()).isEqualTo(7);
            assertThat(part.resumed()).isEqualTo(4);
            write(part, "789");
            part.publish();
        }
        assertThat(target).hasContent("0123456789");
        assertThat(left).doesNotExist();
    }

    @Test
    void goesOnUnderAnotherName() throws Exception {
        leave("0123");
        try (PartFile part = begin(new TrustedFile(new FileName("b.txt"), FILE.size(), FILE.sha256()))) {
            write(part, "456789");
            part.publish();
        }
        assertThat(folder.path.resolve("b.txt")).hasContent("0123456789");
    }

    @Test
    void goesOnWithNothingThatAnotherSent() throws Exception {
        leave("01234567");
        leaveOf(ANN, "0123");
        leaveOf(BOB, "01");
        folder.restart();

        assertThat(resumed(Optional.of(ANN))).isEqualTo(4);
        assertThat(resumed(Optional.of(BOB))).isEqualTo(2);
        assertThat(resumed(Optional.of(new PeerId("c".repeat(64))))).isZero();
        assertThat(resumed(Optional.empty())).isEqualTo(8);
    }

    @Test
    void hasOneOwnerWhoeverSendsIt() throws Exception {
        try (PartFile part = begin(FILE, Optional.of(ANN))) {
            assertThat(part.received()).isZero();
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> begin(FILE));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> begin(FILE, Optional.of(BOB)));
        }
    }

    @Test
    void discardsTheOtherPartsOfTheSameBytesOnceItIsPublished() throws Exception {
        leave("01234567");
        leaveOf(ANN, "0123");
        Path another = Files.writeString(
                folder.directory.parts().resolve(trusted("b.txt", "b").sha256() + ".part"), "");
        Path directory = Files.createDirectory(folder.directory.parts().resolve(FILE.sha256() + "-x"));
        try (PartFile part = begin(FILE, Optional.of(BOB))) {
            write(part, "0123456789");
            assertThat(left).as("before the file is whole").exists();
            part.publish();
        }

        assertThat(target).hasContent("0123456789");
        assertThat(folder.directory.parts()).isDirectoryContaining(another::equals);
        Files.delete(another);
        Files.delete(directory);
        assertThat(folder.directory.parts()).isEmptyDirectory();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        leave("0123");
        folder.restart();

        assertGoesOnWith(4);
    }

    @Test
    void goesOnWithWhatAKillLeft() throws Exception {
        Files.writeString(left, "01234567");

        assertGoesOnWith(8);
    }

    @Test
    void keepsEveryByteOfALargeFile() throws Exception {
        byte[] bytes = new byte[5_000_001];
        new Random(4).nextBytes(bytes);
        TrustedFile file = new TrustedFile(new FileName("a.txt"), bytes.length, Sha256.of(bytes));
        int sent = 0;
        while (sent < bytes.length) {
            try (PartFile part = begin(file)) {
                assertThat(part.resumed()).isEqualTo(sent);
                for (int i = 0; i < 7 && sent < bytes.length; i++) {
                    byte[] buffer = part.buffer();
                    int length = Math.min(buffer.length, bytes.length - sent);
                    System.arraycopy(bytes, sent, buffer, 0, length);
                    part.write(buffer, length);
                    sent += length;
                }
            }
        }
        try (PartFile part = begin(file)) {
            part.publish();
        }
        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void leavesNothingOfNothing() throws Exception {
        begin(FILE).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void trustsNoName() throws Exception {
        Files.writeString(left, "012X");

        try (PartFile part = begin(FILE)) {
            write(part, "456789");
            assertThatExceptionOfType(VerificationException.class)
                    .isThrownBy(part::publish)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(VerificationException.Kind.HASH));
            assertThatIllegalStateException().isThrownBy(part::publish);
            assertThatIllegalStateException().isThrownBy(part::buffer);

            part.restart();
            assertThat(part.received()).isZero();
            assertThat(part.resumed()).isZero();
            write(part, "0123456789");
            part.publish();
        }
        assertThat(target).hasContent("0123456789");
    }

    @Test
    void discardsWrongBytes() throws Exception {
        Files.writeString(left, "012345678X");

        try (PartFile part = begin(FILE)) {
            assertThat(part.resumed()).isEqualTo(10);
            assertThatExceptionOfType(VerificationException.class).isThrownBy(part::publish);
        }
        assertThat(left).doesNotExist();
        assertThat(target).doesNotExist();
    }

    @Test
    void discardsWhatIsLongerThanTheFile() throws Exception {
        Files.writeString(left, "0123456789x");

        assertBeginsAnew();
    }

    @Test
    void discardsALink() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "0123");
        Files.createSymbolicLink(left, elsewhere);

        assertBeginsAnew();
        assertThat(elsewhere).hasContent("0123");
    }

    @Test
    void discardsAPipe() throws Exception {
        Unix.pipe(left);

        assertBeginsAnew();
    }

    @Test
    void discardsAnEmptyDirectory() throws Exception {
        Files.createDirectory(left);

        assertBeginsAnew();
    }

    @Test
    void saysThatADirectoryIsInTheWay() throws Exception {
        Files.createFile(Files.createDirectory(left).resolve("x"));

        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> begin(FILE))
                .withMessage(left + " is a directory with something in it, so no file can be received there."
                        + " Remove it and try again.");
        Files.delete(left.resolve("x"));
        assertBeginsAnew();
    }

    /** A sparse file of a tebibyte, of which reading takes ten minutes and more. */
    @Test
    void stopsReadingWhenItIsCancelledAndKeepsWhatIsThere() throws Exception {
        long size = 1L << 40;
        Path huge = folder.directory.parts().resolve(FILE.sha256() + ".part");
        try (var channel = Files.newByteChannel(huge, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.position(size - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        AtomicInteger pieces = new AtomicInteger();

        assertThatExceptionOfType(CancelledScanException.class)
                .isThrownBy(() -> PartFile.begin(
                        folder.directory,
                        new TrustedFile(new FileName("a.txt"), size, FILE.sha256()),
                        new Destination.Shared(new FileName("a.txt")),
                        Optional.empty(),
                        Thread::new,
                        () -> pieces.incrementAndGet() == 3));
        assertThat(pieces).hasValue(3);
        assertThat(huge).hasSize(size);
        Files.delete(huge);
        assertBeginsAnew();
    }

    @Test
    void stopsReadingWhenTheThreadIsInterrupted() throws Exception {
        Files.writeString(left, "0123");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(() -> begin(FILE));
        assertThat(Thread.interrupted()).isTrue();
        assertGoesOnWith(4);
    }

    @Test
    void keepsAllWhenItIsCancelledWhileTheOldFileIsRead() throws Exception {
        Files.writeString(target, "9876543210");
        try (PartFile part = PartFile.begin(
                folder.directory,
                FILE,
                new Destination.Shared(FILE.name()),
                Optional.empty(),
                Thread::new,
                () -> true)) {
            write(part, "0123456789");

            assertThatExceptionOfType(CancelledScanException.class).isThrownBy(part::publish);
        }
        assertThat(target).hasContent("9876543210");

        try (PartFile part = begin(FILE)) {
            assertThat(part.resumed()).isEqualTo(10);
            assertThat(part.publish().replaced())
                    .hasValueSatisfying(aside -> assertThat(aside).hasContent("9876543210"));
        }
        assertThat(target).hasContent("0123456789");
    }

    private void leave(String text) throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, text);
        }
        assertThat(left).hasContent(text);
        assertThat(target).doesNotExist();
    }

    private void leaveOf(PeerId sender, String text) throws Exception {
        try (PartFile part = begin(FILE, Optional.of(sender))) {
            write(part, text);
        }
    }

    private long resumed(Optional<PeerId> only) throws Exception {
        try (PartFile part = begin(FILE, only)) {
            return part.resumed();
        }
    }

    private void assertGoesOnWith(int length) throws Exception {
        try (PartFile part = begin(FILE)) {
            assertThat(part.resumed()).isEqualTo(length);
            write(part, "0123456789".substring(length));
            part.publish();
        }
        assertThat(target).hasContent("0123456789");
    }

    private void assertBeginsAnew() throws Exception {
        assertGoesOnWith(0);
        assertThat(left).doesNotExist();
    }

    private PartFile begin(TrustedFile file) throws StorageException {
        return begin(file, Optional.empty());
    }

    private PartFile begin(TrustedFile file, Optional<PeerId> only) throws StorageException {
        return PartFile.begin(
                folder.directory, file, new Destination.Shared(file.name()), only, Thread::new, () -> false);
    }

    private static void write(PartFile part, String text) throws IOException, StorageException {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, part.buffer(), 0, bytes.length);
        part.write(part.buffer(), bytes.length);
    }
}
