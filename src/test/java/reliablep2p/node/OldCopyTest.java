package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.listed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.net.Cancellation;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.net.RogueTls;
import reliablep2p.node.NodeEvent.Alarm;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.trust.Identity;

/** An old copy of the database peer's directory is put back, and it starts with it. */
class OldCopyTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final List<String> JOURNAL = List.of("catalog.jsonl", "catalog-head.json");

    @TempDir
    private Path directory;

    private TestNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha"));
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        for (String name : JOURNAL) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean alarmed(List<NodeEvent> events, Alarm.Reason... reasons) {
        return events.stream()
                .anyMatch(event ->
                        event instanceof Alarm alarm && List.of(reasons).contains(alarm.reason()));
    }

    @Test
    void learnsFromAMemberWhatItHasSignedSince() throws Exception {
        Path state = network.databaseFiles().resolve(".reliablep2p");
        Path backup = directory.resolve("backup");
        PeerNode ann = network.join("ann");
        copy(state, backup);
        network.publish("b.txt", "beta");
        network.publish("c.txt", "gamma");
        eventually(SOON, () -> listed(ann).size() == 3);
        network.killDatabase();
        copy(backup, state);
        Files.delete(network.databaseFiles().resolve("b.txt"));
        Files.delete(network.databaseFiles().resolve("c.txt"));
        network.restartDatabase();

        eventually(SOON, () -> network.database().names().equals(List.of("a.txt", "b.txt", "c.txt")));
        eventually(SOON, () -> ann.status().connection() == NodeStatus.Standing.CONNECTED);
        assertThat(listed(ann)).containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(alarmed(network.peerEvents.get("ann"), Alarm.Reason.values()))
                .isFalse();
        assertThat(network.databaseEvents)
                .anyMatch(event -> event instanceof NodeEvent.Warning warning
                        && warning.message().contains("old copy of its directory"));
    }

    /** The disk has the entries then, and whoever does not hear of them now hears of them when the next ones come. */
    @Test
    void tellsTheOthersWhatItHasLearnedThoughItsVaultIsBroken() throws Exception {
        Path state = network.databaseFiles().resolve(".reliablep2p");
        Path backup = directory.resolve("backup");
        PeerNode ann = network.join("ann");
        PeerNode bob = network.join("bob");
        bob.disconnect();
        copy(state, backup);
        network.publish("b.txt", "beta");
        eventually(SOON, () -> listed(ann).size() == 2);
        ann.disconnect();
        network.killDatabase();
        copy(backup, state);
        Files.delete(network.databaseFiles().resolve("b.txt"));
        network.restartDatabase();
        bob.connect(Optional.empty(), new Cancellation());
        assertThat(listed(bob)).containsExactly("a.txt");
        Path vault = state.resolve("vault");
        Files.delete(vault);
        Files.createSymbolicLink(vault, vault);

        ann.connect(Optional.empty(), new Cancellation());

        eventually(SOON, () -> listed(bob).equals(List.of("a.txt", "b.txt")));
    }

    @Test
    void whatIsWrittenOnTopOfItIsAFork() throws Exception {
        Path state = network.databaseFiles().resolve(".reliablep2p");
        Path backup = directory.resolve("backup");
        PeerNode ann = network.join("ann");
        copy(state, backup);
        network.publish("b.txt", "beta");
        eventually(SOON, () -> listed(ann).size() == 2);
        network.killDatabase();
        copy(backup, state);
        Files.delete(network.databaseFiles().resolve("b.txt"));
        network.publish("c.txt", "gamma");
        network.publish("d.txt", "delta");
        network.restartDatabase();

        eventually(SOON, () -> alarmed(network.peerEvents.get("ann"), Alarm.Reason.FORK));
        eventually(SOON, () -> listed(ann).equals(List.of("a.txt", "b.txt")));
    }

    /** It claims to have more of the journal, and does not say what. */
    @Test
    void whoTakesItsTimeToBeAskedIsAnsweredMeanwhile() throws Exception {
        Identity slow = Identity.generate();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch pongs = new CountDownLatch(3);
        try (RogueServer server = RogueServer.tls(new RogueTls(slow), slow, asker -> {
                    if (String.valueOf(asker.readFrame()).contains("get_catalog")) {
                        asked.countDown();
                        await(pongs);
                        asker.sendFrame("{\"type\":\"error\",\"code\":\"busy\",\"message\":\"not now\"}");
                        asker.awaitEnd();
                    }
                });
                RoguePeer membership = RoguePeer.tls(network.databaseAddress().port(), slow)) {
            membership.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":1000000,\"port\":"
                    + server.address().port() + "}");
            await(asked);
            while (pongs.getCount() > 0) {
                membership.sendFrame("{\"type\":\"ping\"}");
                for (String frame = ""; !frame.contains("\"pong\""); frame = String.valueOf(membership.readFrame())) {
                    assertThat(frame).as("before it was answered").doesNotContain("\"catalog\"", "null");
                }
                pongs.countDown();
            }
            String frame = String.valueOf(membership.readFrame());
            while (!frame.contains("\"type\":\"catalog\"")) {
                assertThat(frame).isNotEqualTo("null");
                frame = String.valueOf(membership.readFrame());
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
