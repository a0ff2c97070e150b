package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered from one start to the next. */
class HashCacheTest {
    @TempDir
    Path parent;

    private TestFolder folder;
    private Path file;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
        file = folder.directory.path("hashes.jsonl");
        folder.put("a.txt", "12345");
        folder.put("b.txt", "67890");
        folder.scan();
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void nothingIsReadAgainAfterARestart() throws Exception {
        folder.restart();

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "12345"), trusted("b.txt", "67890"));
        assertThat(folder.shared.hashedBytes()).isZero();
    }

    @Test
    void onlyWhatChangedIsReadAgain() throws Exception {
        folder.close();
        folder.put("b.txt", "67891", TestFolder.OLD.plusSeconds(1));
        folder.restart();

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "12345"), trusted("b.txt", "67891"));
        assertThat(folder.shared.hashedBytes()).isEqualTo(5);
    }

    @Test
    void isSavedAfterAScanThatChangedSomethingOnly() throws Exception {
        assertThat(file).isRegularFile();
        Files.delete(file);
        folder.scan();
        assertThat(file).doesNotExist();

        Files.delete(folder.path.resolve("a.txt"));
        folder.scan();

        assertThat(Files.readString(file)).doesNotContain("a.txt").contains("b.txt");
    }

    @Test
    void isSavedWhenAReceivedFileIsRemembered() throws Exception {
        Path received = folder.put("c.txt", "x");
        folder.shared.remember(
                new StoredFile(trusted("c.txt", "x"), FileStatus.of(received).stamp()));

        folder.restart();

        assertThat(folder.scan()).hasSize(3);
        assertThat(folder.shared.hashedBytes()).isZero();
    }

    @Test
    void aRememberedFileOutlivesTheScanThatMissedIt() throws Exception {
        HashCache cache = HashCache.load(folder.directory);
        var before = cache.snapshot();
        StoredFile received = new StoredFile(trusted("c.txt", "x"), new Stamp(1, 2, 3));
        StoredFile receivedAgain = new StoredFile(trusted("a.txt", "y"), new Stamp(1, 2, 4));
        cache.put(received);
        cache.put(receivedAgain);

        cache.forgetAllBut(Set.of(), name -> false, before);

        assertThat(cache.snapshot().values()).containsExactlyInAnyOrder(received, receivedAgain);
    }

    /** Every byte, one after the other: whatever happens to the file, no wrong hash comes out of it. */
    @Test
    void isNotBelievedWithOneWrongByte() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        StateFiles state = folder.directory.state();
        List<StoredFile> right = HashFile.read(state);
        assertThat(right).hasSize(2);
        for (int i = 0; i < bytes.length; i++) {
            byte[] wrong = bytes.clone();
            wrong[i] ^= 1;
            Files.write(file, wrong);

            assertThatExceptionOfType(DamagedStateException.class)
                    .as("byte %s", i)
                    .isThrownBy(() -> HashFile.read(state));
        }
    }

    @Test
    void isNotBelievedWhenCutShortOrWithMoreBehindIt() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        StateFiles state = folder.directory.state();
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                Files.write(file, Arrays.copyOf(bytes, length));

                assertThatExceptionOfType(DamagedStateException.class)
                        .as("%s bytes", length)
                        .isThrownBy(() -> HashFile.read(state));
            }
        }
    }

    @Test
    void isPutAsideWhenDamagedAndEverythingIsReadAgain() throws Exception {
        folder.close();
        Files.writeString(file, Files.readString(file).replaceFirst("[0-9]", "x"));
        folder.restart();

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "12345"), trusted("b.txt", "67890"));
        assertThat(folder.shared.hashedBytes()).isEqualTo(10);
        assertThat(file.resolveSibling("hashes.jsonl.damaged-1")).isRegularFile();
        folder.restart();
        folder.scan();
        assertThat(folder.shared.hashedBytes()).as("after one more restart").isZero();
    }

    @Test
    void isRefusedWithoutReadingOnWhenALineNeverEnds() throws Exception {
        Files.write(file, new byte[1 << 20]);

        assertThatExceptionOfType(DamagedStateException.class)
                .isThrownBy(() -> HashFile.read(folder.directory.state()))
                .withMessage(file + " is damaged: it has a line that is too long.");
    }

    @Test
    void failsToBeSavedWithoutHarm() throws Exception {
        Files.delete(file);
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(file, elsewhere);
        folder.put("c.txt", "x");

        assertThat(folder.scan()).hasSize(3);
        assertThat(elsewhere).hasContent("mine");

        Files.delete(file);
        folder.scan();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("c.txt");
    }
}
