package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.TrustedFile;

/** Nobody sees a copy, under its name, that is not whole. */
class BackupDirectoryTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");
    private static final Instant APPROVED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Optional<Instant> NAMED = Optional.of(APPROVED);
    private static final TrustedFile OLDER = trusted("a.txt", "before");

    @TempDir
    Path parent;

    private TestFolder original;
    private Path copies;
    private Path finished;

    @BeforeEach
    void setUp() throws Exception {
        original = new TestFolder(parent.resolve("db"));
        copies = parent.resolve("copies");
        finished = copies.resolve("copy");
    }

    @AfterEach
    void tearDown() {
        original.close();
    }

    @Test
    void getsItsNameOnceItIsWhole() throws Exception {
        try (BackupDirectory backup = begin()) {
            original.directory.write("book.json", "{}".getBytes(UTF_8));
            backup.copyState(original.directory, Set.of("book.json", "absent.json"));
            backup.copy(FILE, NAMED, bytes("0123456789"));
            backup.copy(OLDER, Optional.empty(), bytes("before"));
            assertThat(finished).doesNotExist();

            assertThat(backup.finish(Set.of())).isEqualTo(finished);
        }
        assertThat(copies).isDirectoryNotContaining("glob:**.unfinished*");
        assertThat(finished.resolve("a.txt")).hasContent("0123456789");
        assertThat(Files.getLastModifiedTime(finished.resolve("a.txt")).toInstant())
                .isEqualTo(APPROVED);
        try (TestFolder copy = new TestFolder(finished)) {
            assertThat(copy.directory.read("book.json", 100)).asString(UTF_8).isEqualTo("{}");
            assertThat(copy.directory.exists("absent.json")).isFalse();
            assertThat(new Vault(copy.directory).verify(OLDER, () -> false)).isTrue();
            copy.clock.advance(TestFolder.OLD);
            assertThat(copy.scan()).containsExactly(FILE);
            assertThat(copy.shared.hashedBytes()).as("its hashes came with it").isZero();
        }
    }

    @Test
    void isRemovedWhenItIsNotFinished() throws Exception {
        try (BackupDirectory backup = begin()) {
            backup.copy(FILE, NAMED, bytes("0123456789"));
            assertThat(backup.directory().files().resolve("a.txt")).exists();
        }
        assertThat(copies).isEmptyDirectory();
        begin().close();
    }

    @Test
    void removesWhatAnEarlierOneHasLeft() throws Exception {
        PeerDirectory left = PeerDirectory.open(Files.createDirectories(copies).resolve("copy.unfinished-1"));
        Files.writeString(left.files().resolve("a.txt"), "half");
        left.close();
        try (BackupDirectory backup = begin()) {
            assertThat(left.files()).doesNotExist();
            backup.finish(Set.of());
        }
    }

    @Test
    void twoAtATimeDoNotTouchEachOther() throws Exception {
        try (BackupDirectory one = begin();
                BackupDirectory other = begin()) {
            one.copy(FILE, NAMED, bytes("0123456789"));
            other.copy(FILE, NAMED, bytes("0123456789"));
            assertThat(one.finish(Set.of())).isEqualTo(finished);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> other.finish(Set.of()))
                    .withMessageContaining("is there already");
        }
        assertThat(finished.resolve("a.txt")).hasContent("0123456789");
        assertThat(copies).isDirectoryNotContaining("glob:**.unfinished*");
    }

    @Test
    void isNotCalledWholeWhenAFileHasGone() throws Exception {
        try (BackupDirectory backup = begin()) {
            backup.copy(FILE, NAMED, bytes("0123456789"));
            Files.delete(backup.directory().files().resolve("a.txt"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> backup.finish(Set.of()))
                    .withMessageContaining("not whole")
                    .withMessageContaining("a.txt");
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void isNotCalledWholeWithoutItsState() throws Exception {
        try (BackupDirectory backup = begin()) {
            backup.copy(FILE, NAMED, bytes("0123456789"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> backup.finish(Set.of("identity.pem")))
                    .withMessageContaining("identity.pem");
        }
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void neverTakesTheNameOfSomethingElse() throws Exception {
        Files.createDirectories(copies);
        Files.writeString(finished, "mine");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::begin)
                .withMessage(finished + " is there already; name a directory that has no copy yet.");
        assertThat(finished).hasContent("mine");
        assertThat(copies).isDirectoryNotContaining("glob:**.unfinished*");
    }

    @Test
    void keepsNoCopyWhoseBytesAreOthers() throws Exception {
        try (BackupDirectory backup = begin()) {
            for (Optional<Instant> named : List.of(NAMED, Optional.<Instant>empty())) {
                assertThatExceptionOfType(VerificationException.class)
                        .isThrownBy(() -> backup.copy(FILE, named, bytes("0123456780")))
                        .withMessage("a.txt is damaged")
                        .returns(VerificationException.Kind.HASH, VerificationException::kind);
            }
            assertThat(backup.directory().files().resolve("a.txt")).doesNotExist();
            assertThat(new Vault(backup.directory()).contents()).isEmpty();
            backup.finish(Set.of());
        }
        try (TestFolder copy = new TestFolder(finished)) {
            assertThat(copy.scan()).isEmpty();
        }
    }

    @Test
    void needsAPlaceToBeMadeIn() {
        copies = parent.resolve("absent").resolve("copies");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::begin)
                .withMessageContaining("because there is no");
    }

    private BackupDirectory begin() throws StorageException {
        return BackupDirectory.begin(copies, "copy", original.clock);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
