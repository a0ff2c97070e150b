package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.TrustedFile;

class FileGroupTest {
    private static final TrustedFile A = trusted("a.txt", "first");
    private static final TrustedFile B = trusted("b.txt", "second");

    @TempDir
    Path parent;

    private PeerDirectory directory;
    private FileGroup group;
    private final Ends ends = new Ends();

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("db"));
        group = new FileGroup(directory);
    }

    @AfterEach
    void tearDown() {
        group.close();
        assertThat(directory.parts()).as("parts left behind").isEmptyDirectory();
        directory.close();
    }

    @Test
    void givesAllTheirNamesTogether() throws Exception {
        addNamed(A, "first");
        addNamed(B, "second");
        group.add(trusted("c.txt", "third"), new Destination.Kept(), bytes("third"));
        assertThat(group.size()).isEqualTo(3);
        assertThat(group.bytes()).isEqualTo(16);
        assertThat(path(A)).doesNotExist();

        group.publish(ends, () -> false);

        assertThat(ends.told).containsExactly("published a.txt", "published b.txt", "published c.txt");
        assertThat(path(A)).hasContent("first");
        assertThat(path(B)).hasContent("second");
        assertThat(new Vault(directory).contains(trusted("c.txt", "third"))).isTrue();
        assertThat(group.size()).isZero();
        assertThat(group.bytes()).isZero();
    }

    @Test
    void receivesNoBytesThatAreBeingReceived() throws Exception {
        try (PartFile other = TestPart.begin(directory, A)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> addNamed(A, "first"))
                    .withMessage("a.txt is being received already. Wait for that to end.");
            assertThat(other.received()).isZero();
        }
        addNamed(A, "first");
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> TestPart.begin(directory, A));
        group.publish(ends, () -> false);
        TestPart.begin(directory, A).close();
    }

    @Test
    void leavesToOthersWhatAnEarlierTransferLeft() throws Exception {
        Path left = Leftover.path(directory, A.sha256(), Optional.empty());
        Files.writeString(left, "fir");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> addNamed(A, "first"))
                .withMessage("an earlier transfer left something of a.txt");
        assertThat(left).hasContent("fir");
        assertThat(group.size()).isZero();
        assertThat(directory.claim(A.sha256()))
                .as("free for who goes on with it")
                .isTrue();
        Files.delete(left);
    }

    @Test
    void failsWithOneFileAndKeepsTheOthers() throws Exception {
        addNamed(A, "first");
        addNamed(B, "second");
        Files.createDirectory(path(A));

        group.publish(ends, () -> false);

        assertThat(ends.told).containsExactly("failed a.txt", "published b.txt");
        assertThat(ends.reasons).singleElement().isInstanceOf(DiskException.class);
        assertThat(path(B)).hasContent("second");
        assertThat(directory.claim(A.sha256())).as("may be received again").isTrue();
        assertThat(directory.claim(B.sha256())).as("may be received again").isTrue();
    }

    @Test
    void isToldWhenANameCanNotBeHad() throws Exception {
        Files.createDirectory(path(A));
        assertThatExceptionOfType(DiskException.class).isThrownBy(() -> addNamed(A, "first"));
        assertThat(directory.claim(A.sha256())).isTrue();
    }

    @Test
    void stopsReadingWhatHasTheNameWhenItIsCancelled() throws Exception {
        addNamed(A, "first");
        Files.writeString(path(A), "mine!");

        group.publish(ends, () -> true);

        assertThat(ends.reasons).singleElement().isInstanceOf(CancelledScanException.class);
        assertThat(path(A)).hasContent("mine!");
    }

    @Test
    void throwsAwayWhatWasNotPublished() throws Exception {
        addNamed(A, "first");
        assertThat(directory.parts()).isNotEmptyDirectory();

        group.close();

        assertThat(path(A)).doesNotExist();
        assertThat(group.size()).isZero();
        assertThat(directory.claim(A.sha256())).isTrue();
        group.publish(ends, () -> false);
        assertThat(ends.told).isEmpty();
    }

    private void addNamed(TrustedFile file, String text) throws StorageException {
        group.add(file, new Destination.Shared(file.name()), bytes(text));
    }

    private Path path(TrustedFile file) {
        return directory.files().resolve(file.name().text());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static final class Ends implements FileGroup.Listener {
        private final List<String> told = new ArrayList<>();
        private final List<StorageException> reasons = new ArrayList<>();

        @Override
        public void published(TrustedFile file, Published published) {
            assertThat(published.file().file()).isEqualTo(file);
            told.add("published " + file.name());
        }

        @Override
        public void failed(TrustedFile file, StorageException why) {
            told.add("failed " + file.name());
            reasons.add(why);
        }
    }
}
