package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.TrustedFile;

/** A folder that is a file all of a sudden can't even be looked into: that says nothing of what was in it. */
class FailingDiskTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");

    @TempDir
    Path parent;

    private TestFolder folder;
    private StoredFile stored;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
        folder.put("a.txt", "0123456789");
        stored = folder.scanOne();
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void aSharedFileIsNeitherGoneNorUnchanged() throws Exception {
        Path moved = breakFolder(folder.path);
        assertThat(folder.shared.isTaken(FILE.name())).isTrue();
        assertThat(folder.shared.isUnchanged(stored)).isFalse();
        assertThat(folder.shared.verify(FILE, () -> false)).isEmpty();
        assertThat(folder.shared.inspect(stored, read -> true)).isEqualTo(FileCondition.UNREADABLE);
        assertThatExceptionOfType(StorageException.class).isThrownBy(folder.shared::scan);
        repair(folder.path, moved);
        assertThat(folder.scan()).containsExactly(FILE);
    }

    @Test
    void aFileOfTheVaultIsNotDamaged() throws Exception {
        Vault vault = new Vault(folder.directory);
        breakFolder(folder.directory.vault());
        assertThat(vault.contains(FILE)).isFalse();
        assertThat(vault.inspect(FILE, read -> true)).isEqualTo(FileCondition.UNREADABLE);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> vault.verify(FILE, () -> false))
                .withMessageStartingWith("a.txt can't be read in the vault");
        assertThatExceptionOfType(StorageException.class).isThrownBy(vault::contents);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> vault.putAside(FILE, Instant.EPOCH))
                .withMessageStartingWith("a.txt could not be written");
        vault.discard(FILE.sha256());
    }

    @Test
    void partsAreNotDiscarded() throws Exception {
        breakFolder(folder.directory.parts());
        assertThat(new PartsLeft(folder.directory).discard(FILE.sha256())).isFalse();
    }

    @Test
    void aDirectoryAtRestSaysSo() throws Exception {
        folder.close();
        try (RestingDirectory resting = RestingDirectory.open(folder.path)) {
            Path moved = breakFolder(folder.path);
            assertThat(resting.check(FILE, read -> true)).isEqualTo(FileCondition.UNREADABLE);
            assertThatExceptionOfType(DiskException.class).isThrownBy(() -> resting.isTaken(FILE));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> resting.read("book.json", 100))
                    .withMessageContaining("could not be read");
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> resting.exists("book.json"))
                    .withMessageContaining("could not be read");
            repair(folder.path, moved);
        }
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotDamaged() throws Exception {
        Path path = folder.path.resolve("a.txt");
        assertThat(folder.shared.inspect(stored, read -> path.toFile().setLastModified(0)))
                .isEqualTo(FileCondition.CHANGED);
    }

    private Path breakFolder(Path path) throws Exception {
        Path moved = Files.move(path, parent.resolve("moved"));
        Files.createSymbolicLink(path, path); // Nothing under it can be looked at, whoever looks.
        return moved;
    }

    private static void repair(Path path, Path moved) throws Exception {
        Files.delete(path);
        Files.move(moved, path);
    }
}
