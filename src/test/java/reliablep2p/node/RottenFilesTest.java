package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.net.Cancellation;
import reliablep2p.storage.BitRot;

/** Files of the database peer with other bytes than the listed ones, when it remembers nothing of them. */
@Timeout(60)
class RottenFilesTest {
    private static final String TEXT = "some bytes that matter ".repeat(1_000);
    private static final String OTHER = "other bytes as many as ".repeat(1_000);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final FileName NAME = new FileName("a.txt");

    @TempDir
    private Path directory;

    private TestNetwork network;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", TEXT, "b.txt", "other bytes"));
        file = network.databaseFiles().resolve("a.txt");
        get(network.join("one"), "a.txt");
        network.peers().get(0).disconnect();
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private void restartWithoutHashes() throws Exception {
        network.killDatabase();
        Files.delete(network.databaseFiles().resolve(".reliablep2p/hashes.jsonl"));
        network.restartDatabase();
    }

    private void isPutAsideAndComesBack() throws Exception {
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(version -> version.isListed());
        assertThat(file).doesNotExist();
        NodeEvent.FileDamaged damaged = network.databaseEvents.stream()
                .filter(NodeEvent.FileDamaged.class::isInstance)
                .map(NodeEvent.FileDamaged.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(damaged.file().name()).isEqualTo(NAME);
        assertThat(damaged.aside()).hasSize(TEXT.length());
        assertThat(network.databaseEvents)
                .anyMatch(event -> event instanceof NodeEvent.Warning warning
                        && warning.message().contains("If you meant it as a new version")
                        && warning.message().contains(damaged.aside().toString()));
        ScrubStatus status = network.database().status().scrub();
        assertThat(status.damaged()).isEqualTo(1);
        assertThat(status.waiting()).isEqualTo(1);
        network.peers().get(0).connect(Optional.empty(), new Cancellation());
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
        assertThat(file).hasContent(TEXT);
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(version -> version.isListed());
    }

    @Test
    void rotIsNoNewVersionWhenTheHashesWereLost() throws Exception {
        BitRot.flip(file, 7);
        restartWithoutHashes();
        isPutAsideAndComesBack();
    }

    @Test
    void norIsItInACopyOfTheDirectory() throws Exception {
        network.killDatabase();
        Path copy = directory.resolve("copy");
        TestNetwork.copyTree(network.databaseFiles(), copy);
        Files.move(network.databaseFiles(), directory.resolve("old"));
        Files.move(copy, network.databaseFiles());
        BitRot.flip(file, 7);
        network.restartDatabase();
        isPutAsideAndComesBack();
    }

    @Test
    void norIsItInAFileThatWasFetchedAgain() throws Exception {
        BitRot.flip(file, 7);
        restartWithoutHashes();
        isPutAsideAndComesBack();
        network.peers().get(0).disconnect();
        BitRot.flip(file, 9);
        restartWithoutHashes();
        isPutAsideAndComesBack();
    }

    @Test
    void norIsItInABackupOfTheFileThatIsCopiedBackWithItsTime() throws Exception {
        Path backup = Files.copy(file, directory.resolve("backup"), StandardCopyOption.COPY_ATTRIBUTES);
        BitRot.flip(backup, 7);
        network.killDatabase();
        Files.delete(file);
        Files.move(backup, file);
        network.restartDatabase();
        isPutAsideAndComesBack();
    }

    @Test
    void whatWasWrittenSinceIsANewVersion() throws Exception {
        Files.writeString(file, OTHER);
        restartWithoutHashes();
        eventually(SOON, () -> network.database().versions(NAME).size() == 2);
        assertThat(file).hasContent(OTHER);
    }

    @Test
    void soIsAnOlderFileOfAnotherSize() throws Exception {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "short");
        Files.setLastModifiedTime(file, before);
        restartWithoutHashes();
        eventually(SOON, () -> network.database().versions(NAME).size() == 2);
        assertThat(file).hasContent("short");
    }

    @Test
    void soIsAnOlderFileThatIsMovedHere() throws Exception {
        Path older = Files.writeString(directory.resolve("older"), OTHER);
        Files.setLastModifiedTime(older, FileTime.from(Instant.EPOCH));
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
        eventually(SOON, () -> network.database().versions(NAME).size() == 2);
        assertThat(file).hasContent(OTHER);
    }
}
