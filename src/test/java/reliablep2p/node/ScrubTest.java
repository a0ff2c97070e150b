package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ScrubReport.Kind;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.BitRot;

/** Files that a disk has damaged: found, put aside, served to nobody, fetched again. */
@Timeout(60)
class ScrubTest {
    private static final String TEXT = "some bytes that matter ".repeat(1_000);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final FileName NAME = new FileName("a.txt");

    @TempDir
    private Path directory;

    private TestNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", TEXT, "b.txt", "other bytes"));
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private static ScrubReport scrub(PeerNode peer) throws Exception {
        return peer.scrub(ScrubListener.SILENT, new Cancellation());
    }

    private ScrubReport scrubDatabase() throws Exception {
        return network.database().scrub(ScrubListener.SILENT, new Cancellation());
    }

    @Test
    void saysThatAllIsWhole() throws Exception {
        ScrubReport report = scrubDatabase();
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.bytes()).isEqualTo(TEXT.length() + "other bytes".length());
        assertThat(report.faults()).isEmpty();
        assertThat(network.database().status().scrub().ended()).isPresent();
    }

    @Test
    void thePeerFetchesAgainWhatItsDiskHasDamaged() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        Path file = network.files("one").resolve("a.txt");
        BitRot.flip(file, 7);

        ScrubReport report = scrub(peer);

        assertThat(report.faults()).hasSize(1);
        ScrubReport.Fault fault = report.faults().get(0);
        assertThat(fault.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(fault.repaired()).isTrue();
        assertThat(fault.aside().orElseThrow()).exists().hasSize(TEXT.length());
        assertThat(file).hasContent(TEXT);
        ScrubStatus status = peer.status().scrub();
        assertThat(List.of(status.damaged(), status.repaired(), status.waiting()))
                .containsExactly(1, 1, 0);
    }

    @Test
    void theDatabasePeerGetsItsBackupBackFromAHolder() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 7);

        ScrubReport report = scrubDatabase();
        assertThat(report.faults()).extracting(ScrubReport.Fault::kind).containsExactly(Kind.DAMAGED);
        assertThat(report.isWhole()).isTrue();

        assertThat(network.databaseFiles().resolve("a.txt")).hasContent(TEXT);
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(version -> version.isListed());
    }

    /** Each name is to have a file of its own, so the twin is no reason to leave this one missing. */
    @Test
    void comesBackThoughItsBytesLieUnderAnotherNameToo() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        network.publish("twin.txt", TEXT);
        eventually(SOON, () -> network.database().names().contains("twin.txt"));
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 7);

        assertThat(scrubDatabase().isWhole()).isTrue();

        assertThat(network.databaseFiles().resolve("a.txt")).hasContent(TEXT);
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(version -> version.isListed());
    }

    @Test
    void aDamagedBackupIsNotTakenForDeletedAndComesBackWithItsHolder() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        peer.disconnect();
        peer.close();
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 7);
        assertThat(scrubDatabase().isWhole()).isFalse();
        assertThat(network.databaseFiles().resolve("a.txt")).doesNotExist();

        network.killDatabase();
        network.restartDatabase();
        assertThat(network.database().names()).contains("a.txt");

        network.join("one");
        eventually(SOON, () -> Files.exists(network.databaseFiles().resolve("a.txt")));
        assertThat(network.databaseFiles().resolve("a.txt")).hasContent(TEXT);
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
        assertThat(network.database().versions(NAME)).hasSize(1).allMatch(version -> version.isListed());
    }

    @Test
    void aDamagedFileIsServedToNobody() throws Exception {
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 7);
        scrubDatabase();
        FetchOutcome outcome = get(network.join("one"), "a.txt");
        assertThat(outcome).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(network.files("one").resolve("a.txt")).doesNotExist();
    }

    @Test
    void anOlderVersionComesBackIntoTheVault() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        String newer = "newer bytes";
        Files.writeString(network.databaseFiles().resolve("a.txt"), newer);
        eventually(SOON, () -> network.database().versions(NAME).size() == 2);
        // What the operator overwrote is nowhere at the database peer, but the peer has it.
        assertThat(scrubDatabase().faults()).extracting(ScrubReport.Fault::kind).containsExactly(Kind.MISSING);

        ScrubReport after = scrubDatabase();
        assertThat(after.faults()).isEmpty();
        assertThat(after.files()).isEqualTo(3);
        assertThat(network.databaseFiles().resolve("a.txt")).hasContent(newer);
    }

    @Test
    void whatAPersonChangedIsNotDamaged() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        Path file = network.files("one").resolve("a.txt");
        Files.writeString(file, "mine");
        assertThat(scrub(peer).faults()).isEmpty();
        assertThat(file).hasContent("mine");
    }
}
