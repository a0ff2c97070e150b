package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.TrustedFile;

/** A directory is looked at, and nothing in it is changed. */
class RestingDirectoryTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");

    @TempDir
    Path parent;

    private Path path;
    private Path hidden;
    private RestingDirectory resting;

    @BeforeEach
    void setUp() throws Exception {
        path = parent.resolve("db");
        hidden = path.resolve(".reliablep2p");
        try (TestFolder folder = new TestFolder(path)) {
            folder.put("a.txt", "0123456789");
            folder.put("b.txt", "other");
            folder.scan();
            folder.directory.write("book.json", "{}".getBytes(UTF_8));
        }
        resting = RestingDirectory.open(path);
    }

    @AfterEach
    void tearDown() {
        resting.close();
    }

    @Test
    void keepsPeersAwayWhileItIsLookedAt() throws Exception {
        assertThatExceptionOfType(DirectoryInUseException.class).isThrownBy(() -> PeerDirectory.open(path));
        resting.close();
        try (PeerDirectory running = PeerDirectory.open(path)) {
            assertThatExceptionOfType(DirectoryInUseException.class).isThrownBy(() -> RestingDirectory.open(path));
            assertThat(running.created()).isFalse();
        }
    }

    @Test
    void isNoDirectoryWithoutItsHiddenFolder() throws Exception {
        Path plain = Files.createDirectory(parent.resolve("plain"));
        for (Path none : new Path[] {plain, parent.resolve("absent"), path.resolve("a.txt")}) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> RestingDirectory.open(none))
                    .withMessage(none + " is not a peer's directory: it has no .reliablep2p.");
        }
        Files.createFile(plain.resolve(".reliablep2p"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> RestingDirectory.open(plain));
        assertThat(parent.resolve("absent")).doesNotExist();
    }

    @Test
    void showsItsState() throws Exception {
        assertThat(resting.exists("book.json")).isTrue();
        assertThat(resting.exists("other.json")).isFalse();
        assertThat(resting.read("book.json", 100)).asString(UTF_8).isEqualTo("{}");
        assertThat(resting.read("other.json", 100)).isNull();
        assertThat(resting.path("book.json")).isEqualTo(hidden.resolve("book.json"));
        assertThat(resting.room()).isPositive();
    }

    @Test
    void countsTheHashesThatAreRemembered() throws Exception {
        assertThat(resting.hashes()).hasSize(2);
        BitRot.flip(hidden.resolve("hashes.jsonl"), 3);
        assertThatExceptionOfType(DamagedStateException.class).isThrownBy(resting::hashes);
    }

    @Test
    void tellsWhatOthersMayRead() throws Exception {
        assertThat(resting.isOpenToOthers("book.json")).isFalse();
        for (String open : new String[] {"rw-r-----", "rw----r--"}) {
            Files.setPosixFilePermissions(hidden.resolve("book.json"), PosixFilePermissions.fromString(open));
            assertThat(resting.isOpenToOthers("book.json")).as(open).isTrue();
        }
    }

    @Test
    void readsTheSharedFilesAgain() throws Exception {
        assertThat(resting.check(FILE, read -> true)).isEqualTo(FileCondition.INTACT);
        assertThat(resting.check(trusted("a.txt", "012345678"), read -> true))
                .as("another size")
                .isEqualTo(FileCondition.CHANGED);
        assertThat(resting.check(trusted("c.txt", ""), read -> true)).isEqualTo(FileCondition.CHANGED);
        BitRot.flip(path.resolve("a.txt"), 5);
        assertThat(resting.check(FILE, read -> true)).isEqualTo(FileCondition.DAMAGED);
        Files.createDirectory(path.resolve("folder"));
        assertThat(resting.check(
                        new TrustedFile(
                                trusted("folder", "").name(), Files.size(path.resolve("folder")), FILE.sha256()),
                        read -> true))
                .isEqualTo(FileCondition.CHANGED);
    }

    @Test
    void stopsReadingWhenItsListenerHasEnough() {
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(() -> resting.check(FILE, read -> false));
    }

    @Test
    void readsTheVaultAgain() throws Exception {
        Files.writeString(hidden.resolve("vault").resolve(FILE.sha256().hex()), "0123456789");
        assertThat(resting.checkVault(FILE, read -> true)).isEqualTo(FileCondition.INTACT);
        assertThat(resting.checkVault(trusted("b.txt", "x"), read -> true)).isEqualTo(FileCondition.CHANGED);
    }

    @Test
    void tellsWhatHasAName() throws Exception {
        Files.createSymbolicLink(path.resolve("link"), parent.resolve("nowhere"));
        assertThat(resting.isTaken(FILE)).isTrue();
        assertThat(resting.isTaken(trusted("link", ""))).isTrue();
        assertThat(resting.isTaken(trusted("c.txt", ""))).isFalse();
    }

    @Test
    void listsWhatWasPutAside() throws Exception {
        assertThat(resting.damaged()).isEmpty();
        assertThat(resting.damagedState()).isEmpty();
        Path damaged = hidden.resolve("damaged");
        Aside.keep(damaged, path.resolve("b.txt"), Instant.parse("2026-02-03T04:05:06Z"));
        Aside.keep(damaged, path.resolve("a.txt"), Instant.parse("2026-01-02T03:04:05Z"));
        List<Path> state = new ArrayList<>();
        for (char name = 'a'; name <= 'z'; name++) {
            state.add(Files.createFile(hidden.resolve(name + ".json.damaged-1")));
        }

        assertThat(resting.damaged())
                .containsExactly(damaged.resolve("20260102-030405"), damaged.resolve("20260203-040506"));
        assertThat(resting.damagedState()).isEqualTo(state);
        resting.close();
        Files.move(damaged, parent.resolve("moved"));
        try (RestingDirectory old = RestingDirectory.open(path)) {
            assertThat(old.damaged()).as("of a version that had no such folder").isEmpty();
        }
    }
}
