package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;
import reliablep2p.node.Finding.Level;
import reliablep2p.node.doctor.Doctor;
import reliablep2p.storage.BitRot;
import reliablep2p.storage.DirectoryInUseException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/** What an examination finds in the directories of a network that has ended. */
@Timeout(60)
class DoctorTest {
    @TempDir
    private Path directory;

    private Path database;
    private Path peer;

    @BeforeEach
    void runANetworkAndEndIt() throws Exception {
        TestNetwork network = new TestNetwork(directory, Map.of("a.txt", "some bytes", "b.txt", "other bytes"));
        get(network.join("one"), "a.txt");
        network.close();
        database = network.databaseFiles();
        peer = network.files("one");
    }

    private static List<Finding> examine(Path directory, boolean isDatabase) throws StorageException {
        List<Finding> findings = new ArrayList<>();
        Doctor.examine(directory, isDatabase, Clock.systemUTC().instant(), findings::add);
        return findings.stream().filter(one -> one.level() != Level.WELL).toList();
    }

    private static void only(List<Finding> findings, Level level, String subject) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).level()).isEqualTo(level);
        assertThat(findings.get(0).subject()).isEqualTo(subject);
        assertThat(findings.get(0).advice()).isNotEmpty();
    }

    private static Path state(Path of, String name) {
        return of.resolve(".reliablep2p").resolve(name);
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        assertThat(examine(database, true)).isEmpty();
        assertThat(examine(peer, false)).isEmpty();
    }

    @Test
    void changesNothing() throws Exception {
        Map<Path, String> before = contents();
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        examine(database, true);
        examine(peer, false);
        assertThat(contents()).isEqualTo(before);
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new HashMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(file, Sha256.of(Files.readAllBytes(file)).hex());
            }
        }
        return contents;
    }

    @Test
    void findsABackupThatIsDamaged() throws Exception {
        BitRot.flip(database.resolve("a.txt"), 2);
        only(examine(database, true), Level.FAULT, "a.txt");
        BitRot.flip(peer.resolve("a.txt"), 2);
        only(examine(peer, false), Level.FAULT, "a.txt");
    }

    @Test
    void findsABackupThatIsMissing() throws Exception {
        Files.delete(database.resolve("b.txt"));
        only(examine(database, true), Level.FAULT, "b.txt");
    }

    @Test
    void doesNotMissWhatAPeerNeedNotHave() throws Exception {
        Files.delete(peer.resolve("a.txt"));
        assertThat(examine(peer, false)).isEmpty();
    }

    @Test
    void findsADamagedKey() throws Exception {
        BitRot.flip(state(database, "identity.pem"), 200);
        only(examine(database, true), Level.FAULT, "key");
        Files.delete(state(peer, "identity.pem"));
        only(examine(peer, false), Level.WARNING, "key");
    }

    @Test
    void findsAKeyThatOthersCanRead() throws Exception {
        Files.setPosixFilePermissions(state(peer, "identity.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        only(examine(peer, false), Level.FAULT, "key");
    }

    @Test
    void findsADamagedJournal() throws Exception {
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        only(examine(database, true), Level.FAULT, "journal");
        BitRot.flip(state(peer, "catalog-head.json"), 40);
        only(examine(peer, false), Level.WARNING, "journal");
    }

    @Test
    void findsTheJournalOfAnotherNetwork() throws Exception {
        Files.delete(state(database, "identity.pem"));
        Files.copy(state(peer, "identity.pem"), state(database, "identity.pem"));
        only(examine(database, true), Level.FAULT, "journal");
    }

    @Test
    void findsDamagedState() throws Exception {
        Files.writeString(state(peer, "address-book.jsonl"), "{\n");
        only(examine(peer, false), Level.WARNING, "address-book.jsonl");
        Files.delete(state(peer, "address-book.jsonl"));
        BitRot.flip(state(peer, "hashes.jsonl"), 5);
        only(examine(peer, false), Level.WARNING, "hashes");
    }

    @Test
    void refusesTheDirectoryOfAPeerThatRuns() throws Exception {
        PeerDirectory running = PeerDirectory.open(peer);
        try {
            assertThatThrownBy(() -> examine(peer, false)).isInstanceOf(DirectoryInUseException.class);
        } finally {
            running.close();
        }
        assertThatThrownBy(() -> examine(directory, false))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is not a peer's directory");
    }
}
