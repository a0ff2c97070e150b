package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;

class PeerDirectoryTest {
    @TempDir
    Path parent;

    private Path path;
    private Path hidden;

    @BeforeEach
    void setUp() {
        path = parent.resolve("port_9001");
        hidden = path.resolve(".reliablep2p");
    }

    @Test
    void isMadeWhenAbsent() throws Exception {
        try (PeerDirectory directory = PeerDirectory.open(path)) {
            assertThat(directory.created()).isTrue();
            assertThat(directory.files()).isEqualTo(path).isDirectory();
            assertThat(directory.path("identity.pem")).isEqualTo(hidden.resolve("identity.pem"));
            assertThat(PeerDirectory.controlSocket(path)).isEqualTo(hidden.resolve("control"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        Files.createDirectory(path);
        Files.writeString(path.resolve("a.txt"), "mine");

        try (PeerDirectory directory = PeerDirectory.open(path)) {
            assertThat(directory.created()).isFalse();
            assertThat(path.resolve("a.txt")).hasContent("mine");
        }
    }

    @Test
    void discardsWhatACrashLeft() throws Exception {
        PeerDirectory.open(path).close();
        Path part = Files.writeString(hidden.resolve("parts").resolve("abc.part"), "half");
        Path state = Files.writeString(hidden.resolve("book.json.3.tmp"), "half");
        Path list = Files.writeString(hidden.resolve("pieces").resolve("1.tmp"), "half");
        Path kept = Files.writeString(hidden.resolve("book.json"), "whole");
        Files.createDirectory(path.resolve(".reliablep2p.probe"));

        PeerDirectory.open(path).close();

        assertThat(part).doesNotExist();
        assertThat(state).doesNotExist();
        assertThat(list).doesNotExist();
        assertThat(kept).hasContent("whole");
        assertThat(path.resolve(".reliablep2p.probe")).doesNotExist();
    }

    @Test
    void keepsPartsForAWeek() throws Exception {
        PeerDirectory.open(path).close();
        Path young = part("young", Duration.ofDays(7).minusMinutes(1));
        Path ofOnePeer = named(
                "0".repeat(64) + "-" + "1".repeat(64) + ".part",
                Duration.ofDays(7).minusMinutes(1));
        Path oldOfOnePeer = named(
                "0".repeat(64) + "-" + "2".repeat(64) + ".part",
                Duration.ofDays(7).plusMinutes(1));
        Path ofNoPeer = named("0".repeat(64) + "-" + "1".repeat(63) + ".part", Duration.ZERO);
        Path old = part("old", Duration.ofDays(7).plusMinutes(1));
        Path ofAWrongClock = part("ahead", Duration.ofDays(-400));
        Path another = Files.move(part("another", Duration.ZERO), hidden.resolve("parts/" + "0".repeat(63) + ".part"));
        Path pipe = Unix.pipe(hidden.resolve("parts").resolve("0".repeat(64) + ".part"));

        PeerDirectory.open(path).close();

        assertThat(young).hasContent("half");
        assertThat(ofOnePeer).hasContent("half");
        assertThat(oldOfOnePeer).doesNotExist();
        assertThat(ofNoPeer).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(ofAWrongClock).doesNotExist();
        assertThat(another).doesNotExist();
        assertThat(pipe).doesNotExist();
    }

    private Path part(String text, Duration age) throws Exception {
        return named(Sha256.of(text.getBytes(UTF_8)) + ".part", age);
    }

    private Path named(String name, Duration age) throws Exception {
        Path part = hidden.resolve("parts").resolve(name);
        Files.writeString(part, "half");
        return Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void discardsALinkAmongThePartsButNotWhatItPointsTo() throws Exception {
        PeerDirectory.open(path).close();
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Path link = Files.createSymbolicLink(hidden.resolve("parts").resolve("abc.part"), elsewhere);

        PeerDirectory.open(path).close();

        assertThat(link).doesNotExist();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void refusesALink() throws Exception {
        Files.createSymbolicLink(path, Files.createDirectory(parent.resolve("elsewhere")));

        assertRefused().withMessageStartingWith(path + " is a symbolic link, but must be a directory.");
        assertThat(parent.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void refusesALinkToNowhere() throws Exception {
        Files.createSymbolicLink(path, parent.resolve("nowhere"));

        assertRefused().withMessageStartingWith(path + " is a symbolic link");
    }

    @Test
    void refusesAFile() throws Exception {
        Files.createFile(path);

        assertRefused().withMessageStartingWith(path + " is a regular file, but must be a directory.");
    }

    @Test
    void refusesAPipe() throws Exception {
        Unix.pipe(path);

        assertRefused().withMessageStartingWith(path + " is a pipe, socket or device, but must be a directory.");
    }

    @Test
    void refusesAHiddenFolderThatIsALink() throws Exception {
        Files.createDirectory(path);
        Files.createSymbolicLink(hidden, Files.createDirectory(parent.resolve("elsewhere")));

        assertRefused().withMessageStartingWith(hidden + " is a symbolic link");
        assertThat(parent.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void refusesAFolderOfPartsThatIsALink() throws Exception {
        PeerDirectory.open(path).close();
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a.txt"), "mine");
        Files.delete(hidden.resolve("parts"));
        Files.createSymbolicLink(hidden.resolve("parts"), elsewhere);

        assertRefused().withMessageStartingWith(hidden.resolve("parts") + " is a symbolic link");
        assertThat(elsewhere.resolve("a.txt")).hasContent("mine");
        Files.delete(hidden.resolve("parts"));
        PeerDirectory.open(path).close();
    }

    @Test
    void refusesToMakeItsParent() {
        path = parent.resolve("absent").resolve("port_9001");

        assertRefused()
                .withMessage(path + " can't be made, because there is no " + path.getParent()
                        + ". Make that directory first, or name another one with --dir.");
    }

    @Test
    @Tag("mounts")
    void refusesAReadOnlyFileSystem() throws Exception {
        try (Unix.Mount mount = Unix.mount(path, "size=1m")) {
            PeerDirectory.open(path).close();
            mount.remount("ro");

            assertRefused().withMessageContaining("can't be used: read-only file system.");
        }
    }

    /** Locking succeeds, but no file could ever be published. */
    @Test
    @Tag("mounts")
    void refusesAReadOnlyFileSystemWithAWritableHiddenFolder() throws Exception {
        try (Unix.Mount mount = Unix.mount(path, "size=1m")) {
            PeerDirectory.open(path).close();
            try (Unix.Mount writable = Unix.mount(hidden, "size=1m")) {
                mount.remount("ro");
                assertThat(writable.directory()).isEmptyDirectory();

                assertRefused().withMessageContaining("can't be used: read-only file system.");
            }
        }
    }

    @Test
    void refusesADirectoryThatMayNotBeWritten() throws Exception {
        PeerDirectory.open(path).close();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(path), "root may write everything");

        assertRefused()
                .withMessage(path + " can't be used: permission denied. Give this user the right to read and write it,"
                        + " or name another directory.");
    }

    /** As root, too, who may write whatever the rights say: only files that can't be changed at all stop it. */
    @Test
    void refusesADirectoryInWhichNothingCanBeMade() {
        path = Path.of("/proc/sys");

        assertRefused();
    }

    private ThrowableAssertAlternative<StorageException> assertRefused() {
        return assertThatExceptionOfType(StorageException.class).isThrownBy(() -> PeerDirectory.open(path));
    }

    @Test
    void refusesADirectoryOfAnotherUser() throws Exception {
        Files.createDirectories(hidden);
        try {
            Files.setAttribute(hidden, "unix:uid", 65_534);
        } catch (FileSystemException e) {
            assumeTrue(false, "needs the right to give files away");
        }
        assertThatThrownBy(() -> PeerDirectory.open(path))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("belongs to another user");
        assertThat(hidden.resolve("parts")).doesNotExist();
    }

    @Test
    void takesTheRightsOfOthersAway() throws Exception {
        Files.createDirectories(hidden);
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwxrwxrwx"));
        PeerDirectory.open(path).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden)))
                .isEqualTo("rwx------");
    }
}
