package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static reliablep2p.storage.TestFolder.trusted;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class PartFileTest {
    private static final ThreadFactory THREADS = Thread::new;
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");

    @TempDir
    Path parent;

    private TestFolder folder;
    private Path parts;
    private Path target;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("port_9001"));
        parts = folder.directory.parts();
        target = folder.path.resolve("a.txt");
    }

    @AfterEach
    void tearDown() {
        assertThat(parts).as("parts left behind").isEmptyDirectory();
        folder.close();
    }

    @Test
    void publishesTheVerifiedBytes() throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, "01234");
            write(part, "");
            write(part, "56789");
            Published published = part.publish();

            assertThat(published.file().file()).isEqualTo(FILE);
            assertThat(published.replaced()).isEmpty();
        }
        assertThat(target).hasContent("0123456789");
    }

    @Test
    void tellsTheStampSoThatNobodyReadsTheFileAgain() throws Exception {
        folder.shared.remember(receive(FILE, "0123456789").file());

        assertThat(folder.scan()).containsExactly(FILE);
        assertThat(folder.shared.hashedBytes()).isZero();
    }

    @Test
    void publishesAnEmptyFile() throws Exception {
        receive(trusted("a.txt", ""), "");

        assertThat(target).isEmptyFile();
    }

    @Test
    void publishesAFileOfManyBuffers() throws Exception {
        byte[] bytes = new byte[5_000_001];
        new Random(3).nextBytes(bytes);
        try (PartFile part = begin(new TrustedFile(new FileName("a.txt"), bytes.length, Sha256.of(bytes)))) {
            int sent = 0;
            while (sent < bytes.length) {
                byte[] buffer = part.buffer();
                int length = Math.min(buffer.length, bytes.length - sent);
                System.arraycopy(bytes, sent, buffer, 0, length);
                part.write(buffer, length);
                sent += length;
            }
            part.publish();
        }
        assertThat(target).hasBinaryContent(bytes);
    }

    @Test
    void showsNothingUnderTheNameBeforeItIsPublished() throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, "0123456789");

            Path file = parts.resolve(FILE.sha256() + ".part");
            assertThat(target).doesNotExist();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("not hidden from others, and not executable")
                    .matches("rw-[r-][w-]-[r-][w-]-");
        }
        assertThat(target).doesNotExist();
        discard();
    }

    @Test
    void refusesWrongBytes() throws Exception {
        assertWrong("012345678X", VerificationException.Kind.HASH)
                .withMessage("the bytes that came hash to "
                        + trusted("x", "012345678X").sha256());
    }

    @Test
    void refusesTooFewBytes() throws Exception {
        assertWrong("012345678", VerificationException.Kind.LENGTH).withMessage("it ended after 9 of 10 bytes");
    }

    @Test
    void refusesTooManyBytesAsSoonAsTheyCome() throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, "012345678");

            assertThatExceptionOfType(VerificationException.class)
                    .isThrownBy(() -> write(part, "9x"))
                    .withMessage("more than the announced 10 bytes came")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(VerificationException.Kind.LENGTH));
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void leavesTheOldFileAloneWhenTheNewOneIsWrong() throws Exception {
        Files.writeString(target, "mine");

        assertWrong("012345678X", VerificationException.Kind.HASH);
    }

    @Test
    void hasOneOwner() throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, "01234");
            TrustedFile sameBytes = new TrustedFile(new FileName("b.txt"), FILE.size(), FILE.sha256());

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> begin(sameBytes))
                    .withMessage("b.txt is being received already. Wait for that to end.");

            write(part, "56789");
            part.publish();
        }
        assertThat(target).hasContent("0123456789");
    }

    @Test
    void canBeBegunAgainAfterItWasGivenUp() throws Exception {
        begin(FILE).close();
        try (PartFile part = begin(FILE)) {
            write(part, "01234");
            part.restart();
        }

        receive(FILE, "0123456789");

        assertThat(target).hasContent("0123456789");
    }

    @Test
    void isNotTakenFromItsOwnerByOneWhoClosesTwice() throws Exception {
        PartFile first = begin(FILE);
        first.close();
        try (PartFile second = begin(FILE)) {
            first.close();

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> begin(FILE));
            write(second, "0123456789");
            second.publish();
        }
    }

    @Test
    void endsItsThreadWhenItIsGivenUp() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (PartFile part = PartFile.begin(
                folder.directory,
                FILE,
                new Destination.Shared(FILE.name()),
                Optional.empty(),
                work -> {
                    Thread thread = new Thread(work);
                    threads.add(thread);
                    return thread;
                },
                () -> false)) {
            write(part, "01234");
        }

        assertThat(threads)
                .singleElement()
                .satisfies(thread -> assertThat(thread.isAlive()).isFalse());
        discard();
    }

    @Test
    void canBeBegunAgainAfterItWasRefused() throws Exception {
        Files.createDirectory(target);
        assertThatExceptionOfType(DiskException.class).isThrownBy(() -> begin(FILE));
        Files.delete(target);

        receive(FILE, "0123456789");
    }

    @Test
    void isNotWrittenThroughALinkThatWaitsThere() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(parts.resolve(FILE.sha256() + ".part"), elsewhere);

        receive(FILE, "0123456789");

        assertThat(elsewhere).hasContent("mine");
        assertThat(target).isRegularFile().hasContent("0123456789");
    }

    @Test
    void isUsedInOrder() throws Exception {
        PartFile part = begin(FILE);
        byte[] buffer = part.buffer();
        assertThat(part.buffer()).as("one that was not used").isSameAs(buffer);
        assertThatIllegalArgumentException().isThrownBy(() -> part.write(buffer, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> part.write(buffer, buffer.length + 1));
        part.write(buffer, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> part.write(buffer, 1));
        assertThat(part.received()).isEqualTo(1);
        part.restart();
        part.close();
        part.close();
        assertThatIllegalStateException().isThrownBy(part::buffer);
        assertThatIllegalStateException().isThrownBy(() -> part.write(buffer, 1));
        assertThatIllegalStateException().isThrownBy(part::publish);
        assertThatIllegalStateException().isThrownBy(part::restart);
    }

    @Test
    void isGivenUpWhenTheThreadIsInterrupted() throws Exception {
        try (PartFile part = begin(FILE)) {
            write(part, "0123456789");
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(part::publish);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).doesNotExist();
        try (PartFile part = begin(FILE)) {
            assertThat(part.resumed()).as("what came is kept").isEqualTo(10);
            part.publish();
        }
    }

    /** No thread has to be waited for, so it is the disk that notices. */
    @Test
    void isGivenUpWhenTheThreadIsInterruptedOverAnEmptyFile() throws Exception {
        try (PartFile part = begin(trusted("a.txt", ""))) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(part::publish);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).doesNotExist();
    }

    /** Throws away what was left, so that no test leaves anything. */
    private void discard() throws Exception {
        try (PartFile part = begin(FILE)) {
            part.restart();
        }
    }

    private PartFile begin(TrustedFile file) throws StorageException {
        return PartFile.begin(
                folder.directory, file, new Destination.Shared(file.name()), Optional.empty(), THREADS, () -> false);
    }

    private Published receive(TrustedFile file, String text) throws IOException, StorageException {
        try (PartFile part = begin(file)) {
            write(part, text);
            return part.publish();
        }
    }

    private static void write(PartFile part, String text) throws IOException, StorageException {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] buffer = part.buffer();
        System.arraycopy(bytes, 0, buffer, 0, Math.min(bytes.length, buffer.length));
        part.write(buffer, bytes.length);
    }

    private ThrowableAssertAlternative<VerificationException> assertWrong(String text, VerificationException.Kind kind)
            throws IOException {
        boolean present = Files.exists(target);
        ThrowableAssertAlternative<VerificationException> refusal = assertThatExceptionOfType(
                        VerificationException.class)
                .isThrownBy(() -> receive(FILE, text))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
        if (present) {
            assertThat(target).hasContent("mine");
        } else {
            assertThat(target).doesNotExist();
        }
        return refusal;
    }
}
