package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.net.Cancellation;
import reliablep2p.storage.BitRot;

/** Files that are listed and not in the directory of the database peer: deleted by the operator, or lost. */
@Timeout(60)
class MissingFilesTest {
    private static final String TEXT = "some bytes that matter ".repeat(1_000);
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

    private Path state(String name) {
        return network.databaseFiles().resolve(".reliablep2p").resolve(name);
    }

    private void isRevoked() {
        eventually(SOON, () -> !network.database().names().contains("a.txt"));
        assertThat(network.database().versions(NAME)).hasSize(1).noneMatch(FileVersion::isListed);
        assertThat(network.database().status().scrub().waiting()).isZero();
    }

    private void isWantedBackAndComes() throws Exception {
        assertThat(network.database().names()).contains("a.txt", "b.txt");
        assertThat(network.database().status().scrub().waiting()).isEqualTo(1);
        network.peers().get(0).connect(Optional.empty(), new Cancellation());
        eventually(SOON, () -> Files.exists(file));
        assertThat(file).hasContent(TEXT);
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(FileVersion::isListed);
    }

    private boolean wasWarned() {
        return network.databaseEvents.stream()
                .anyMatch(event -> event instanceof NodeEvent.Warning warning
                        && warning.message().contains("a.txt is listed and missing here"));
    }

    @Test
    void whatTheOperatorDeletesIsRevoked() throws Exception {
        Files.delete(file);
        isRevoked();
    }

    @Test
    void whatTheOperatorDeletesWhileItIsStoppedIsRevoked() throws Exception {
        network.killDatabase();
        Files.delete(file);
        network.restartDatabase();
        isRevoked();
    }

    @Test
    void whatWasPutAsideIsNotRevokedWhenTheListOfRepairsIsDamaged() throws Exception {
        BitRot.flip(file, 7);
        network.database().scrub(ScrubListener.SILENT, new Cancellation());
        network.killDatabase();
        BitRot.flip(state("repairs.jsonl"), 3);
        network.restartDatabase();
        isWantedBackAndComes();
    }

    /** As if the power had failed before the hashes were saved that the file was missing from. */
    @Test
    void norWhenTheHashesAreOlder() throws Exception {
        Path hashes = Files.copy(state("hashes.jsonl"), directory.resolve("hashes"));
        BitRot.flip(file, 7);
        network.database().scrub(ScrubListener.SILENT, new Cancellation());
        network.killDatabase();
        BitRot.flip(state("repairs.jsonl"), 3);
        Files.copy(hashes, state("hashes.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        network.restartDatabase();
        isWantedBackAndComes();
        Files.delete(file);
        isRevoked();
    }

    @Test
    void whatACopyOfTheDirectoryLacksIsWantedBack() throws Exception {
        network.killDatabase();
        Path copy = directory.resolve("copy");
        TestNetwork.copyTree(network.databaseFiles(), copy);
        Files.move(network.databaseFiles(), directory.resolve("old"));
        Files.move(copy, network.databaseFiles());
        Files.delete(file);
        network.restartDatabase();
        assertThat(wasWarned()).isTrue();
        isWantedBackAndComes();
    }

    @Test
    void whatIsMissingIsWantedBackWhenTheHashesWereLost() throws Exception {
        network.killDatabase();
        Files.delete(file);
        Files.delete(state("hashes.jsonl"));
        network.restartDatabase();
        assertThat(wasWarned()).isTrue();
        isWantedBackAndComes();
    }

    @Test
    void whatCameBackAndIsDeletedThenIsRevoked() throws Exception {
        whatIsMissingIsWantedBackWhenTheHashesWereLost();
        Files.delete(file);
        isRevoked();
    }
}
