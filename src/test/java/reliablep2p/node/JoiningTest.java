package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.node.NodeStatus.Standing;
import reliablep2p.node.peer.PeerNode;

/** Who is in the network, and how everybody learns of it. */
class JoiningTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Far below any deadline of the network, and long enough for a busy machine. */
    private static final Duration INSTANTLY = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private TestNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha", "b.txt", "beta"));
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void connectBringsThePeerListAndTheCatalog() throws Exception {
        PeerNode ann = network.start("ann");
        Connected connected = ann.connect(Optional.empty(), new Cancellation());

        assertThat(connected)
                .isEqualTo(new Connected(2, 2, network.database().self().id(), true, false, false, Optional.empty()));
        assertThat(listed(ann)).containsExactly("a.txt", "b.txt");
        assertThat(ann.peers())
                .containsExactlyInAnyOrder(ann.self(), network.database().self());
    }

    @Test
    void everybodyLearnsOfANewPeerAndOfOneThatLeaves() throws Exception {
        PeerNode ann = network.join("ann");
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().contains(bob.self()));
        assertThat(bob.peers()).contains(ann.self());

        Farewell farewell = bob.disconnect();

        assertThat(farewell.missed()).isEmpty();
        assertThat(farewell.told())
                .containsExactlyInAnyOrder(ann.self(), network.database().self());
        assertThat(ann.peers()).doesNotContain(bob.self());
        eventually(SOON, () -> !network.database().peers().contains(bob.self()));
        eventually(SOON, () -> network.databaseEvents.contains(new NodeEvent.Left(bob.self(), false)));
    }

    @Test
    void nothingOfTheNetworkWorksBeforeConnect() throws Exception {
        PeerNode ann = network.start("ann");
        assertThatThrownBy(ann::list).isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(ann::addressBook).isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(ann::peers).isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(() -> get(ann, "a.txt")).isInstanceOf(NotConnectedException.class);
        assertThat(ann.seeding()).isEmpty();
        assertThat(ann.status().connection()).isEqualTo(Standing.OFFLINE);
    }

    @Test
    void connectingTwiceIsHarmless() throws Exception {
        PeerNode ann = network.join("ann");
        Connected again = ann.connect(Optional.empty(), new Cancellation());
        assertThat(again.already()).isTrue();
        assertThat(ann.peers()).hasSize(2);
        assertThat(listed(ann)).hasSize(2);
    }

    @Test
    void aPeerCanComeBackAfterDisconnect() throws Exception {
        PeerNode ann = network.join("ann");
        ann.disconnect();
        eventually(SOON, () -> network.database().peers().size() == 1);
        assertThatThrownBy(ann::list).isInstanceOf(NotConnectedException.class);

        assertThat(ann.connect(Optional.empty(), new Cancellation()).firstTime())
                .isFalse();
        assertThat(network.database().peers()).contains(ann.self());
    }

    @Test
    void aPeerThatDiesIsGoneFromEveryList() throws Exception {
        PeerNode ann = network.join("ann");
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().contains(bob.self()));

        bob.close();

        eventually(SOON, () -> !ann.peers().contains(bob.self()));
        eventually(SOON, () -> network.databaseEvents.contains(new NodeEvent.Left(bob.self(), true)));
    }

    @Test
    void membersFindADatabasePeerThatRestartsAndGoOnMeanwhile() throws Exception {
        PeerNode ann = network.join("ann");
        PeerNode bob = network.join("bob");
        get(ann, "a.txt");
        eventually(SOON, () -> ann.peers().contains(bob.self()));

        network.killDatabase();
        eventually(
                SOON,
                () -> ann.status().connection() == Standing.DATABASE_AWAY
                        && bob.status().connection() == Standing.DATABASE_AWAY);
        FetchOutcome meanwhile = get(bob, "a.txt");
        assertThat(meanwhile)
                .isInstanceOfSatisfying(
                        FetchOutcome.Fetched.class,
                        fetched -> assertThat(fetched.from()).isEqualTo(ann.self()));

        network.restartDatabase();
        eventually(
                SOON,
                () -> network.database().peers().size() == 3
                        && ann.peers().size() == 3
                        && bob.peers().size() == 3);
        eventually(SOON, () -> network.peerEvents.get("ann").contains(new NodeEvent.DatabaseFound()));
        assertThat(get(bob, "b.txt")).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void anotherDatabasePeerAtTheKnownAddressIsAnAlarm() throws Exception {
        PeerNode ann = network.join("ann");
        ann.disconnect();
        network.killDatabase();
        for (String name : List.of("identity.pem", "catalog.jsonl", "catalog-head.json")) {
            Files.delete(network.databaseFiles().resolve(".reliablep2p").resolve(name));
        }
        network.restartDatabase();

        assertThatThrownBy(() -> ann.connect(Optional.empty(), new Cancellation()))
                .isInstanceOfSatisfying(
                        ConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(ConnectException.Reason.WRONG_ID));
        assertThat(network.database().peers()).hasSize(1);
    }

    @Test
    void saysThatTheDatabasePeerCannotBeReached() throws Exception {
        PeerNode ann = network.start("ann");
        network.killDatabase();
        assertThatThrownBy(() -> ann.connect(Optional.empty(), new Cancellation()))
                .isInstanceOfSatisfying(
                        ConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(ConnectException.Reason.UNREACHABLE));
        assertThat(ann.status().connection()).isEqualTo(Standing.OFFLINE);
    }

    /** As a database peer does that is crowded by strangers. */
    @Test
    void dialsAgainWhereItWasHungUpOnAtOnce() throws Exception {
        try (RogueServer crowded = RogueServer.tcp(RoguePeer::hangUp)) {
            PeerNode ann = network.startAt("ann", crowded.address());
            assertThatThrownBy(() -> ann.connect(Optional.empty(), new Cancellation()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("ended the connection at once");
            assertThat(crowded.accepted()).isEqualTo(3);
        }
    }

    @Test
    void anOrdinaryPeerIsNoDatabasePeer() throws Exception {
        PeerNode ann = network.join("ann");
        try (PeerNode lost = network.startAt("lost", ann.self().address())) {
            assertThatThrownBy(() -> lost.connect(Optional.empty(), new Cancellation()))
                    .isInstanceOfSatisfying(
                            ConnectException.class,
                            e -> assertThat(e.reason()).isEqualTo(ConnectException.Reason.NOT_A_DATABASE_PEER));
        }
    }

    @Test
    void theDatabasePeerShowsItselfAndItsMembers() throws Exception {
        PeerNode ann = network.join("ann");
        List<Member> peers = network.database().peers();
        assertThat(peers)
                .containsExactlyInAnyOrder(ann.self(), network.database().self());
        assertThat(peers).extracting(Member::role).contains(Role.DATABASE, Role.PEER);
    }

    @Test
    void thirtyPeersJoinAtOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            network.start("peer" + i);
        }
        List<Thread> threads = network.peers().stream()
                .map(peer -> new Thread(() -> {
                    try {
                        peer.connect(Optional.empty(), new Cancellation());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        eventually(SOON, () -> {
            for (PeerNode peer : network.peers()) {
                if (peer.peers().size() != 31) {
                    return false;
                }
            }
            return true;
        });
    }

    /** What a prompt shows and what completion offers is asked for at each key: it must not wait for the network. */
    @Test
    void tellsItsStatusWhileItWaitsForADatabasePeerThatIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PeerNode ann = network.startAt("ann", new Address(TestNetwork.HOST, silent.getLocalPort()));
            Cancellation cancellation = new Cancellation();
            FutureTask<Connected> connecting = new FutureTask<>(() -> ann.connect(Optional.empty(), cancellation));
            Thread thread = new Thread(connecting, "connecting");
            thread.start();
            try (Socket accepted = silent.accept()) {
                // The greeting of TLS is here, so the peer holds whatever it holds while it waits for the answer to it.
                assertThat(accepted.getInputStream().read()).isPositive();
                NodeStatus status = assertTimeoutPreemptively(INSTANTLY, ann::status);
                assertThat(status.connection()).isEqualTo(Standing.OFFLINE);
                assertThat(assertTimeoutPreemptively(INSTANTLY, ann::seeding)).isEmpty();
                assertThatThrownBy(() -> assertTimeoutPreemptively(INSTANTLY, ann::list))
                        .isInstanceOf(NotConnectedException.class);
                assertThat(connecting).isNotDone();
            } finally {
                cancellation.cancel();
                thread.join();
            }
        }
    }
}
