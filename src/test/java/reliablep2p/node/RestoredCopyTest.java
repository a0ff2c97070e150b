package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.PeerDirectory;

/** Monday's backup is started on Wednesday, because the disk with the database peer's directory is gone. */
@Timeout(90)
class RestoredCopyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MARK = ".reliablep2p/restored";

    private static final ShareListener SILENT = new ShareListener() {
        @Override
        public void reading(Path path, long read, long size) {}

        @Override
        public void sending(TrustedFile file, long sent) {}
    };

    @TempDir
    private Path directory;

    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();
    private TestNetwork network;
    private PeerNode ann;
    private PeerNode bob;
    private Path copy;
    private int port;

    @BeforeEach
    void makeTheBackupOfMonday() throws Exception {
        network = new TestNetwork(
                Files.createDirectory(directory.resolve("network")),
                Map.of("a.txt", "alpha", "old.txt", "to be revoked"),
                TestLimits.silent(Duration.ofSeconds(2))); // The copy decides after three times that.
        network.offers(new OfferSettings(OfferSettings.Policy.ALL, 1 << 20, 1 << 20));
        network.killDatabase();
        network.restartDatabase();
        ann = network.join("ann");
        bob = network.join("bob");
        port = network.databaseAddress().port();
        copy = network.database()
                .backup(directory.resolve("monday"), ScrubListener.SILENT, new Cancellation())
                .directory();
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private long signedUntilWednesday() throws Exception {
        get(ann, "a.txt");
        network.publish("b.txt", "beta");
        eventually(SOON, () -> listed(ann).contains("b.txt"));
        get(ann, "b.txt");
        assertThat(bob.share(Files.writeString(directory.resolve("c.txt"), "gamma"), SILENT, new Cancellation()))
                .isInstanceOf(ShareOutcome.Approved.class);
        network.publish("a.txt", "alpha, the second");
        eventually(SOON, () -> bob.versions(new FileName("a.txt")).size() == 2);
        get(bob, "a.txt");
        network.database().operator().revoke(new FileName("old.txt"), OptionalInt.empty(), "it is wrong");
        network.database().operator().trust(bob.self().id(), "a colleague");
        long entries = network.database().report().status().entries();
        eventually(
                SOON,
                () -> ann.report().status().entries() == entries
                        && bob.report().status().entries() == entries);
        return entries;
    }

    private void loseTheDirectory() throws Exception {
        network.killDatabase();
        try (Stream<Path> all = Files.walk(network.databaseFiles())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private DatabaseNode startTheCopy() throws Exception {
        return DatabaseNode.start(
                PeerDirectory.open(copy),
                new NodeSettings(TestNetwork.HOST, port, new Address(TestNetwork.HOST, 1), network.limits()),
                OfferSettings.defaults(),
                Samples.none(),
                events::add);
    }

    private boolean has(String name, String text) throws IOException {
        Path file = copy.resolve(name);
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    private static boolean alarmed(List<NodeEvent> told) {
        return told.stream().anyMatch(event -> event instanceof NodeEvent.Alarm);
    }

    private boolean decides() {
        return !Files.exists(copy.resolve(MARK));
    }

    @Test
    void learnsFromTheMembersWhatWasDecidedSinceAndGetsEveryFileBack() throws Exception {
        long entries = signedUntilWednesday();
        loseTheDirectory();
        try (DatabaseNode again = startTheCopy()) {
            eventually(
                    SOON,
                    () -> again.report().status().entries() == entries
                            && again.peers().size() == 3
                            && ann.status().connection() == NodeStatus.Standing.CONNECTED);
            eventually(SOON, () -> has("a.txt", "alpha, the second") && has("b.txt", "beta") && has("c.txt", "gamma"));
            assertThat(again.names()).containsExactly("a.txt", "b.txt", "c.txt");
            assertThat(again.versions(new FileName("a.txt"))).allMatch(FileVersion::isListed);
            ScrubReport scrubbed = again.scrub(ScrubListener.SILENT, new Cancellation());
            assertThat(scrubbed.faults()).isEmpty();
            assertThat(scrubbed.files()).isEqualTo(4); // The first version of a.txt is in the vault.
            assertThat(again.report().status().entries()).isEqualTo(entries);
            assertThat(alarmed(network.peerEvents.get("ann"))).isFalse();
            assertThat(alarmed(network.peerEvents.get("bob"))).isFalse();
            assertThat(alarmed(events)).isFalse();

            eventually(SOON, this::decides);
            Files.writeString(copy.resolve("d.txt"), "delta");
            eventually(SOON, () -> listed(ann).contains("d.txt"));
        }
    }

    @Test
    void whatHadANameAndWasRevokedSinceMakesRoomForTheNewerVersion() throws Exception {
        network.publish("a.txt", "alpha, the second");
        eventually(SOON, () -> bob.versions(new FileName("a.txt")).size() == 2);
        get(bob, "a.txt");
        network.database().operator().revoke(new FileName("a.txt"), OptionalInt.of(1), "it is wrong");
        eventually(SOON, () -> !bob.versions(new FileName("a.txt")).get(0).isListed());
        loseTheDirectory();
        try (DatabaseNode again = startTheCopy()) {
            eventually(SOON, () -> has("a.txt", "alpha, the second"));
            assertThat(again.versions(new FileName("a.txt")))
                    .extracting(FileVersion::isListed)
                    .containsExactly(false, true);
        }
    }

    @Test
    void decidesNothingBeforeAMemberHasCome() throws Exception {
        long entries = signedUntilWednesday();
        loseTheDirectory();
        ann.disconnect();
        bob.disconnect();
        Files.writeString(copy.resolve("b.txt"), "beta"); // Somebody found it on another disk.
        Files.writeString(copy.resolve("e.txt"), "epsilon");
        try (DatabaseNode again = startTheCopy()) {
            assertThatThrownBy(() -> again.operator().trust(ann.self().id(), "in a hurry"))
                    .hasMessageContaining("decides nothing before a member");
            assertThat(again.names()).containsExactly("a.txt", "old.txt");
            ann.connect(Optional.empty(), new Cancellation());
            eventually(SOON, () -> again.report().status().entries() == entries);
            eventually(SOON, this::decides);
            eventually(SOON, () -> listed(ann).contains("e.txt"));
            assertThat(again.versions(new FileName("b.txt"))).hasSize(1);
            assertThat(again.report().status().entries()).isEqualTo(entries + 1);
            assertThat(alarmed(network.peerEvents.get("ann"))).isFalse();
        }
    }

    @Test
    void aRestartInBetweenRevokesNothingThatIsNotHereYet() throws Exception {
        long entries = signedUntilWednesday();
        loseTheDirectory();
        bob.close(); // The only one that has c.txt and the new a.txt.
        try (DatabaseNode again = startTheCopy()) {
            eventually(SOON, () -> again.report().status().entries() == entries && has("b.txt", "beta"));
        }
        try (DatabaseNode again = startTheCopy()) {
            eventually(SOON, this::decides);
            network.join("bob");
            eventually(SOON, () -> has("a.txt", "alpha, the second") && has("c.txt", "gamma"));
            assertThat(again.report().status().entries()).isEqualTo(entries);
        }
    }

    @Test
    void whatDoesNotFollowFromWhatWasDecidedHereStaysAnAlarm() throws Exception {
        long entries = signedUntilWednesday();
        loseTheDirectory();
        Files.delete(copy.resolve(MARK)); // As if it were a copy of another kind.
        Files.writeString(copy.resolve("e.txt"), "epsilon");
        try (DatabaseNode again = startTheCopy()) {
            eventually(SOON, () -> alarmed(events) && alarmed(network.peerEvents.get("ann")));
            assertThat(again.report().status().entries()).isEqualTo(3);
            assertThat(ann.report().status().entries()).isEqualTo(entries);
            assertThat(listed(ann)).containsExactly("a.txt", "b.txt", "c.txt");
        }
    }
}
