package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/** A folder whose owner knows which file should be in it. */
class ExpectedFilesTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");
    private static final FileName NAME = FILE.name();

    @TempDir
    Path parent;

    private final FakeClock clock = new FakeClock();
    private Path path;
    private PeerDirectory directory;
    private SharedFolder shared;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("db"));
        path = directory.files().resolve("a.txt");
        open();
    }

    @AfterEach
    void tearDown() {
        shared.close();
        directory.close();
    }

    @Test
    void areRememberedWhileTheyAreGone() throws Exception {
        put("a.txt", "0123456789");
        put("b.txt", "x");
        scan();
        assertThat(shared.remembers(FILE)).isTrue();
        assertThat(shared.remembers(trusted("a.txt", "others"))).isFalse();

        Files.delete(path);
        Files.delete(directory.files().resolve("b.txt"));
        assertThat(scan()).isEmpty();

        assertThat(shared.remembers(FILE)).isTrue();
        assertThat(shared.remembers(trusted("b.txt", "x")))
                .as("nobody expects it")
                .isFalse();
        restart();
        assertThat(shared.remembers(FILE)).as("after a restart").isTrue();
    }

    @Test
    void areSuspectIfNothingTellsThatSomebodyWroteThem() throws Exception {
        put("a.txt", "damaged...");
        StoredFile suspect = scan().get(0);
        assertThat(shared.isSuspect(suspect)).isTrue();
        assertThat(shared.remembers(suspect.file())).isFalse();
        long before = shared.hashedBytes();
        assertThat(scan()).containsExactly(suspect);
        assertThat(shared.hashedBytes()).as("read once only").isEqualTo(before);

        shared.remember(suspect);
        assertThat(shared.isSuspect(suspect)).as("its owner has judged").isFalse();
    }

    @Test
    void areNotSuspectIfSomebodyWroteThem() throws Exception {
        put("a.txt", "0123456789");
        assertThat(shared.isSuspect(scan().get(0))).as("it is what is expected").isFalse();
        put("a.txt", "9876543210", Duration.ofSeconds(30));
        assertThat(shared.isSuspect(scan().get(0))).as("another time").isFalse();
        put("a.txt", "longer than before", Duration.ofSeconds(30));
        assertThat(shared.isSuspect(scan().get(0))).as("another length").isFalse();
    }

    @Test
    void areSuspectIfOnlyTheirNumberOnTheDiskIsAnother() throws Exception {
        put("a.txt", "0123456789");
        scan();
        Path other = put("b.txt", "9876543210");
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(shared.isSuspect(scan().get(0))).isTrue();
    }

    @Test
    void areSuspectNoMoreOnceTheyAreGoneOrPutAside() throws Exception {
        put("a.txt", "damaged...");
        StoredFile suspect = scan().get(0);
        shared.putAside(suspect);
        assertThat(shared.isSuspect(suspect)).isFalse();

        put("a.txt", "damaged...");
        suspect = scan().get(0);
        assertThat(shared.isSuspect(suspect)).isTrue();
        Files.delete(path);
        scan();
        assertThat(shared.isSuspect(suspect)).isFalse();
    }

    @Test
    void areNotFoundWhileTheyAreDistrusted() throws Exception {
        put("a.txt", "0123456789");
        StoredFile damaged = scan().get(0);

        shared.distrust(damaged);
        assertThat(scan()).isEmpty();

        put("a.txt", "0123456789", Duration.ofSeconds(30));
        assertThat(scan()).as("it is another one now").hasSize(1);
    }

    @Test
    void areTrustedAgainByTheNextStart() throws Exception {
        put("a.txt", "0123456789");
        shared.distrust(scan().get(0));
        assertThat(scan()).isEmpty();
        restart();
        assertThat(scan()).hasSize(1);
    }

    @Test
    void mayBeThereUnlessSomethingElseIs() throws Exception {
        assertThat(shared.mayBeFile(NAME)).isFalse();
        put("a.txt", "x");
        assertThat(shared.mayBeFile(NAME)).isTrue();
        Files.delete(path);
        Files.createDirectory(path);
        assertThat(shared.mayBeFile(NAME)).isFalse();
        Path moved = Files.move(directory.files(), parent.resolve("moved"));
        Files.createSymbolicLink(directory.files(), directory.files());
        assertThat(shared.mayBeFile(NAME)).as("nobody can tell").isTrue();
        Files.delete(directory.files());
        Files.move(moved, directory.files());
    }

    /** Somebody may have copied the folder with all that is in it, and not all of it. */
    @Test
    void areNotRememberedOfAnotherFolder() throws Exception {
        put("a.txt", "0123456789");
        scan();
        byte[] hashes = Files.readAllBytes(directory.path(HashFile.NAME));
        try (PeerDirectory copy = PeerDirectory.open(parent.resolve("copy"))) {
            copy.write(HashFile.NAME, hashes);
            assertThat(HashFile.read(copy.state())).isEmpty();
        }
        assertThat(HashFile.read(directory.state())).hasSize(1);
    }

    private void open() throws StorageException {
        ExpectedFiles expected = new ExpectedFiles() {
            @Override
            public boolean isExpected(FileName name) {
                return name.equals(NAME);
            }

            @Override
            public boolean isSuspect(StoredFile file) {
                return file.file().name().equals(NAME) && !file.file().equals(FILE);
            }
        };
        shared = SharedFolder.open(directory, expected, clock);
    }

    private void restart() throws StorageException {
        shared.close();
        open();
    }

    private List<StoredFile> scan() throws StorageException {
        return List.copyOf(shared.scan().files().values());
    }

    private Path put(String name, String text) throws Exception {
        return put(name, text, TestFolder.OLD);
    }

    private Path put(String name, String text, Duration age) throws Exception {
        Path file = Files.writeString(directory.files().resolve(name), text);
        Instant time = clock.instant().minus(age);
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
