package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    private static final long OWN_PID = ProcessHandle.current().pid();

    @TempDir
    Path parent;

    private Path path;
    private Path lockFile;

    @BeforeEach
    void setUp() {
        path = parent.resolve("port_9001");
        lockFile = path.resolve(".reliablep2p").resolve("lock");
    }

    @Test
    void refusesASecondOpeningInTheSameProcess() throws Exception {
        try (PeerDirectory held = PeerDirectory.open(path)) {
            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> PeerDirectory.open(path))
                    .withMessage(held.files() + " is in use by process " + OWN_PID
                            + ". Stop that one first, or take another port.")
                    .satisfies(e -> assertThat(e.pid()).isEqualTo(OptionalLong.of(OWN_PID)));
        }
    }

    @Test
    void refusesADirectoryReachedByAnotherPath() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), parent);
        try (PeerDirectory held = PeerDirectory.open(path)) {
            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> PeerDirectory.open(
                            link.resolve(Objects.requireNonNull(held.files().getFileName()))));
        }
    }

    @Test
    void namesTheProcessThatHoldsIt() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, Map.of(), path.toString())) {
            assertThat(holder.line()).isEqualTo("open");

            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> PeerDirectory.open(path))
                    .withMessageContaining("in use by process " + holder.pid() + ".")
                    .satisfies(e -> assertThat(e.pid()).isEqualTo(OptionalLong.of(holder.pid())));
        }
    }

    @Test
    void isFreeAfterItsHolderWasKilled() throws Exception {
        try (ChildJvm holder = ChildJvm.start(LockHolder.class, Map.of(), path.toString())) {
            assertThat(holder.line()).isEqualTo("open");
            holder.kill();
        }

        try (PeerDirectory reopened = PeerDirectory.open(path)) {
            assertThat(reopened.created()).isFalse();
            assertThat(lockFile).hasContent(OWN_PID + "\n");
        }
    }

    /** Closing any channel of the lock file would free the lock of the whole process. */
    @Test
    void staysLockedAgainstOthersAfterARefusalInTheSameProcess() throws Exception {
        try (PeerDirectory held = PeerDirectory.open(path)) {
            assertThatExceptionOfType(DirectoryInUseException.class).isThrownBy(() -> PeerDirectory.open(path));

            try (ChildJvm other = ChildJvm.start(LockHolder.class, Map.of(), path.toString())) {
                assertThat(other.line()).startsWith(held.files() + " is in use by process " + OWN_PID);
            }
        }
    }

    @Test
    void keepsItsFileButNotTheNumberWhenItIsFreed() throws Exception {
        PeerDirectory.open(path).close();
        Object before = FileStatus.of(lockFile).stamp().inode();
        assertThat(lockFile).isEmptyFile();

        PeerDirectory.open(path).close();

        assertThat(FileStatus.of(lockFile).stamp().inode()).isEqualTo(before);
    }

    @Test
    void isFreedOnceOnly() throws Exception {
        PeerDirectory first = PeerDirectory.open(path);
        first.close();
        try (PeerDirectory second = PeerDirectory.open(path)) {
            first.close();

            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> PeerDirectory.open(second.files()));
        }
    }

    @Test
    void isNotTakenThroughALink() throws Exception {
        PeerDirectory.open(path).close();
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.delete(lockFile);
        Files.createSymbolicLink(lockFile, elsewhere);

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> PeerDirectory.open(path));
        assertThat(elsewhere).hasContent("mine");
    }
}
