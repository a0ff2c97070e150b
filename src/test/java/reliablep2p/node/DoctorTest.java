package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.Finding.Level;
import reliablep2p.node.doctor.Doctor;
import reliablep2p.node.scrub.RepairLines;
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

    private static List<Finding> examine(Path directory) throws StorageException {
        List<Finding> findings = new ArrayList<>();
        Doctor.examine(directory, Clock.systemUTC().instant(), findings::add);
        return findings.stream().filter(one -> one.level() != Level.WELL).toList();
    }

    /** @param advice words that tell what to do */
    private static void only(List<Finding> findings, Level level, String subject, String advice) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).level()).isEqualTo(level);
        assertThat(findings.get(0).subject()).isEqualTo(subject);
        assertThat(findings.get(0).advice()).contains(advice);
    }

    private static Path state(Path of, String name) {
        return of.resolve(".reliablep2p").resolve(name);
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        assertThat(examine(database)).isEmpty();
        assertThat(examine(peer)).isEmpty();
    }

    @Test
    void changesNothing() throws Exception {
        Map<Path, String> before = contents();
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        examine(database);
        examine(peer);
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
        only(examine(database), Level.FAULT, "a.txt", "put it back from a backup, or start the peer and type scrub");
        BitRot.flip(peer.resolve("a.txt"), 2);
        only(examine(peer), Level.FAULT, "a.txt", "get fetches it again; yours is kept");
    }

    @Test
    void tellsRotFromANewVersionAsTheNextStartDoes() throws Exception {
        Path file = database.resolve("a.txt");
        BitRot.flip(file, 2);
        only(examine(database), Level.FAULT, "a.txt", "If you meant it as a new version, touch it");
        Files.setLastModifiedTime(
                file, FileTime.from(Clock.systemUTC().instant().plusSeconds(1)));
        only(examine(database), Level.FAULT, "a.txt", "the next start takes it for a new version");
    }

    @Test
    void findsABackupThatIsMissing() throws Exception {
        Files.delete(database.resolve("b.txt"));
        only(examine(database), Level.FAULT, "b.txt", "revokes it: put it back from a backup first");
    }

    @Test
    void doesNotMissWhatAPeerNeedNotHave() throws Exception {
        Files.delete(peer.resolve("a.txt"));
        assertThat(examine(peer)).isEmpty();
    }

    @Test
    void findsADamagedKey() throws Exception {
        BitRot.flip(state(database, "identity.pem"), 200);
        only(examine(database), Level.FAULT, "key", "Put a copy of the network's key back, from a backup");
        Files.delete(state(peer, "identity.pem"));
        only(examine(peer), Level.WARNING, "key", "the next start makes another one");
    }

    @Test
    void findsAKeyThatOthersCanRead() throws Exception {
        Files.setPosixFilePermissions(state(peer, "identity.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        only(examine(peer), Level.FAULT, "key", "chmod 600");
    }

    @Test
    void findsADamagedJournal() throws Exception {
        BitRot.flip(state(database, "catalog.jsonl"), 40);
        only(examine(database), Level.FAULT, "journal", "restored before the next start");
        BitRot.flip(state(peer, "catalog-head.json"), 40);
        only(examine(peer), Level.WARNING, "journal", "the next connect fetches it again");
    }

    @Test
    void findsTheJournalOfAnotherNetwork() throws Exception {
        Files.delete(state(database, "identity.pem"));
        Files.copy(state(peer, "identity.pem"), state(database, "identity.pem"));
        only(examine(database), Level.FAULT, "journal", "put back the one that is not this network's");
    }

    @Test
    void findsDamagedState() throws Exception {
        Files.writeString(state(peer, "address-book.jsonl"), "{\n");
        only(examine(peer), Level.WARNING, "address-book.jsonl", "learns anew who has what");
        Files.delete(state(peer, "address-book.jsonl"));
        BitRot.flip(state(peer, "hashes.jsonl"), 5);
        only(examine(peer), Level.WARNING, "hashes", "reads every file again");
    }

    @Test
    void knowsADatabasePeersDirectoryByItsKeyWhateverItIsCalled() throws Exception {
        Path renamed = Files.move(database, directory.resolve("db-old"));
        assertThat(examine(renamed)).isEmpty();
        Files.delete(renamed.resolve("b.txt"));
        only(examine(renamed), Level.FAULT, "b.txt", "revokes it: put it back from a backup first");
    }

    @Test
    void knowsItByWhatItKeepsWhereKeyOrJournalIsDamaged() throws Exception {
        Path renamed = Files.move(database, directory.resolve("db-old"));
        Files.writeString(state(renamed, "offers.jsonl"), "");
        BitRot.flip(state(renamed, "catalog-head.json"), 40);
        only(examine(renamed), Level.FAULT, "journal", "of the peer that was connected last");
    }

    @Test
    void aFileThatWaitsToBeFetchedAgainIsNotTakenForDeleted() throws Exception {
        TrustedFile file = new TrustedFile(
                new FileName("b.txt"),
                Files.size(database.resolve("b.txt")),
                Sha256.of(Files.readAllBytes(database.resolve("b.txt"))));
        Files.delete(database.resolve("b.txt"));
        Files.write(state(database, "repairs.jsonl"), RepairLines.toBytes(List.of(file)));
        only(
                examine(database),
                Level.WARNING,
                "b.txt",
                "fetches the file again as soon as a peer that has it is there");
        Files.delete(state(database, "repairs.jsonl"));
        Files.writeString(state(database, "restored"), "");
        only(
                examine(database),
                Level.WARNING,
                "b.txt",
                "fetches the file again as soon as a peer that has it is there");
    }

    @Test
    void findsWhatIsGoneAndMustBeThere() throws Exception {
        Files.delete(state(database, "catalog.jsonl"));
        only(examine(database), Level.FAULT, "journal", "start the last backup instead of this directory");
        Files.delete(state(database, "catalog-head.json"));
        only(examine(database), Level.FAULT, "journal", "start the last backup instead of this directory");
        Files.delete(state(peer, "catalog.jsonl"));
        Files.delete(state(peer, "catalog-head.json"));
        only(examine(peer), Level.WARNING, "journal", "the next connect fetches it again");
    }

    @Test
    void findsAKeyThatIsGone() throws Exception {
        Files.delete(state(database, "identity.pem"));
        only(examine(database), Level.FAULT, "key", "Put a copy of the network's key back, from a backup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "admitted.jsonl | {\"peer\":\"12ab\",\"admitted\":1} | needs a new invitation",
                "offers.jsonl | {\"name\":\"../x\",\"size\":1} | has to be shared again",
                "repairs.jsonl | {\"name\":\"a.txt\",\"size\":1,\"sha256\":\"00\"} | type scrub then",
                "invitations.json | {\"invitations\":[{\"sha256\":\"zz\"}]} | made anew",
                "network.json | {\"network\":\"\"} | the next connect writes it anew",
                "catalog-floor.json | {\"network\":1} | an older catalog would not be noticed",
                "database-0123456789abcdef.json | {\"address\":\"x\",\"id\":\"1\"} | connect refuses until it is removed"
            })
    void findsStateThatIsJsonAndMakesNoSense(String name, String content, String advice) throws Exception {
        Files.writeString(state(database, name), content + "\n");
        only(examine(database), Level.WARNING, name, advice);
    }

    @Test
    void namesTheLineThatIsDamaged() throws Exception {
        byte[] book = Files.readAllBytes(state(peer, "address-book.jsonl"));
        Files.writeString(state(peer, "address-book.jsonl"), new String(book, UTF_8) + "{\"sha256\":\"0\"}\n");
        long lines = new String(book, UTF_8).lines().count();
        assertThat(examine(peer))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("line " + (lines + 1)));
    }

    @Test
    void findsAnOfferWithoutItsBytes() throws Exception {
        byte[] bytes = "offered".getBytes(UTF_8);
        Sha256 hash = Sha256.of(bytes);
        Files.writeString(
                state(database, "offers.jsonl"),
                "{\"name\":\"o.txt\",\"size\":7,\"sha256\":\"" + hash.hex() + "\",\"sharer\":\"" + hash.hex()
                        + "\",\"since\":\"2026-01-01T00:00:00Z\",\"state\":\"waiting\",\"version\":0,\"why\":\"\"}\n");
        only(examine(database), Level.FAULT, "o.txt", "have its peer share it again");
        Path kept = state(database, "vault").resolve(hash.hex());
        Files.write(kept, bytes);
        assertThat(examine(database)).isEmpty();
        BitRot.flip(kept, 3);
        only(examine(database), Level.FAULT, "o.txt", "have its peer share it again");
    }

    @Test
    void refusesTheDirectoryOfAPeerThatRuns() throws Exception {
        PeerDirectory running = PeerDirectory.open(peer);
        try {
            assertThatThrownBy(() -> examine(peer)).isInstanceOf(DirectoryInUseException.class);
        } finally {
            running.close();
        }
        assertThatThrownBy(() -> examine(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is not a peer's directory");
    }
}
