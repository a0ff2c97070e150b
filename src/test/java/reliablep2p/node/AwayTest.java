package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;
import static reliablep2p.node.TestNetwork.secureGet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.SignedText;
import reliablep2p.net.Cable;
import reliablep2p.net.Cancellation;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.NodeStatus.Standing;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.TestCatalog;

/** What the members have of each other while the database peer is away, from all of them or from one. */
class AwayTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha", "b.txt", "beta"));
        ann = network.join("ann");
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void aPeerThatStartsMeanwhileIsLetInAndHasAllButTheDatabasePeer() throws Exception {
        leaveWithATicket("bob");
        network.publish("new.txt", "news");
        eventually(SOON, () -> listed(ann).contains("new.txt"));
        get(ann, "new.txt");
        killDatabase();

        PeerNode bob = network.start("bob");
        Connected connected = bob.connect(Optional.empty(), new Cancellation());

        assertThat(connected.databaseAway()).isTrue();
        assertThat(connected.firstTime()).isFalse();
        assertThat(bob.status().connection()).isEqualTo(Standing.DATABASE_AWAY);
        assertThat(listed(bob)).containsExactly("a.txt", "b.txt", "new.txt");
        assertThat(bob.report().status().bytes())
                .isEqualTo(ann.report().status().bytes());
        assertThat(ann.peers()).contains(bob.self());
        assertThat(network.peerEvents.get("ann")).contains(new NodeEvent.Joined(bob.self()));
        assertThat(secureGet(bob, "new.txt", ann.self().address())).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(network.files("bob").resolve("new.txt")).hasContent("news");

        network.restartDatabase();
        eventually(SOON, () -> network.database().peers().containsAll(List.of(ann.self(), bob.self())));
        eventually(SOON, () -> bob.status().connection() == Standing.CONNECTED);
        assertThat(get(bob, "b.txt")).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(bob.peers()).hasSize(3);
        network.publish("later.txt", "later");
        eventually(SOON, () -> listed(bob).contains("later.txt"));
    }

    @Test
    void aPeerThatJoinedAfterTheOthersIsLetInAgainToo() throws Exception {
        PeerNode bob = network.join("bob");
        Path memory = network.files("bob").resolve(".reliablep2p/network.json");
        assertThat(memory).as("kept at connect, not at the next change").exists();
        bob.close();
        killDatabase();
        assertThat(network.start("bob")
                        .connect(Optional.empty(), new Cancellation())
                        .databaseAway())
                .isTrue();
    }

    @Test
    void anExpelledPeersOldTicketIsRefused() throws Exception {
        PeerNode bob = leaveWithATicket("bob");
        network.database().operator().expel(bob.self().id(), "enough");
        eventually(
                SOON,
                () -> network.peerEvents
                        .get("ann")
                        .contains(new NodeEvent.Expelled(bob.self().id(), "enough")));
        killDatabase();

        expectNobody(network.start("bob"));
        assertThat(ann.peers())
                .noneMatch(member -> member.id().equals(bob.self().id()));
    }

    @Test
    void aStrangerIsLetInByNobody() throws Exception {
        leaveWithATicket("bob");
        killDatabase();
        expectNobody(network.start("carl"));

        JsonObject kept =
                JsonObject.parse(Files.readAllBytes(network.files("bob").resolve(".reliablep2p/network.json")), 3);
        String stolen = hello(kept.string("payload"), kept.string("signature"));
        String forged = hello(kept.string("payload"), new TestCatalog().head().signature());
        Identity stranger = Identity.generate();
        for (String hello : List.of(stolen, forged, hello("{}", ""), hello("", "AAAA"))) {
            try (RoguePeer asker = RoguePeer.tls(ann.self().address().port(), stranger)) {
                asker.sendFrame(hello);
                assertThat(asker.readFrame()).contains("\"refused\"");
            }
        }
        try (RoguePeer asker = RoguePeer.tls(ann.self().address().port(), stranger)) {
            asker.sendFrame("{\"type\":\"get_catalog\",\"offset\":0}");
            assertThat(asker.readFrame()).contains("\"not_member\"");
        }
        assertThat(ann.peers()).noneMatch(member -> member.id().equals(stranger.id()));
    }

    /** Else whoever wants to reach that member by its address would not know any more who is meant. */
    @Test
    void nobodyIsLetInAtAnothersAddress() throws Exception {
        leaveWithATicket("bob");
        PeerNode carl = network.join("carl");
        eventually(SOON, () -> ann.peers().contains(carl.self()));
        Path state = network.files("bob").resolve(".reliablep2p");
        JsonObject kept = JsonObject.parse(Files.readAllBytes(state.resolve("network.json")), 3);
        Identity bob = Identity.parsePem(Files.readAllBytes(state.resolve("identity.pem")));

        try (RoguePeer asker = RoguePeer.tls(ann.self().address().port(), bob)) {
            asker.sendFrame(hello(
                    kept.string("payload"),
                    kept.string("signature"),
                    carl.self().address().port()));
            assertThat(asker.readFrame()).contains("\"refused\"", "another member");
        }
        assertThat(ann.peers()).noneMatch(member -> member.id().equals(bob.id()));
    }

    @Test
    void aPeerThatIsCutOffLearnsOfARevocationFromAnother() throws Exception {
        PeerNode bob;
        try (Cable cable = new Cable(network.databaseAddress())) {
            bob = joinBy(cable);
            assertThat(listed(bob)).contains("a.txt");
        }
        eventually(SOON, () -> bob.status().connection() == Standing.DATABASE_AWAY);
        eventually(SOON, () -> !ann.peers().contains(bob.self()));

        network.database().operator().revoke(new FileName("a.txt"), OptionalInt.empty(), "wrong");

        eventually(PROMISED, () -> !listed(bob).contains("a.txt"));
        NodeEvent revoked = new NodeEvent.FileRevoked(new FileName("a.txt"), OptionalInt.empty(), "wrong");
        eventually(SOON, () -> network.peerEvents.get("bob").contains(revoked));
        assertThat(get(bob, "a.txt")).isInstanceOfAny(FetchOutcome.Revoked.class, FetchOutcome.NotListed.class);
    }

    @Test
    void aMemberThatLiesKeepsNobodyFromTheTruth() throws Exception {
        TestCatalog lies = new TestCatalog().addFiles(3);
        Path own = network.databaseFiles().resolve(".reliablep2p");
        AtomicInteger told = new AtomicInteger();
        try (RogueMember rogue = new RogueMember(network.databaseAddress().port(), (asker, request) -> {
            if (!request.string("type").equals("get_catalog")) {
                asker.sendFrame("{\"type\":\"done\"}");
                return;
            }
            long from = request.integer("offset", 0, Long.MAX_VALUE);
            SignedText head = realHead(own);
            byte[] real = Files.readAllBytes(own.resolve("catalog.jsonl"));
            byte[] altered = Arrays.copyOfRange(real, (int) from, real.length);
            Arrays.fill(altered, (byte) 'x');
            switch (told.getAndIncrement() % 5) {
                case 0 -> RogueDatabase.send(asker, lies.head(), 0, lies.bytes());
                case 1 -> RogueDatabase.send(asker, head, from, altered);
                case 2 -> RogueDatabase.announce(asker, head, from, 1L << 30);
                case 3 -> RogueDatabase.send(asker, head, from, new byte[1 << 20]);
                default -> asker.sendFrame("{\"type\":\"pong\"}");
            }
        })) {
            PeerNode bob;
            try (Cable cable = new Cable(network.databaseAddress())) {
                bob = joinBy(cable);
                eventually(SOON, () -> bob.peers().size() == 4);
            }
            eventually(SOON, () -> rogue.asked() > 0);
            List<NodeEvent> events = network.peerEvents.get("bob");
            network.database().operator().revoke(new FileName("a.txt"), OptionalInt.empty(), "wrong");
            eventually(PROMISED, () -> !listed(bob).contains("a.txt"));
            assertThat(listed(bob)).containsExactly("b.txt");
            eventually(SOON, () -> told.get() > 5);
            assertThat(listed(bob)).containsExactly("b.txt");
            assertThat(events).noneMatch(NodeEvent.Alarm.class::isInstance);
        }
    }

    @Test
    void anExpulsionReachesThePeerThatIsCutOff() throws Exception {
        PeerNode carl = network.join("carl");
        PeerNode bob;
        try (Cable cable = new Cable(network.databaseAddress())) {
            bob = joinBy(cable);
            eventually(SOON, () -> bob.peers().contains(carl.self()));
        }
        network.database().operator().expel(carl.self().id(), "");
        eventually(PROMISED, () -> !bob.peers().contains(carl.self()));
    }

    @Test
    void aPeerThatStaysForLongGetsANewAdmission() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        try (TestNetwork renewing = new TestNetwork(other, Map.of(), TestLimits.renewing(Duration.ofMillis(500)))) {
            renewing.join("one");
            PeerNode two = renewing.join("two");
            Path memory = renewing.files("two").resolve(".reliablep2p/network.json");
            String first = Files.readString(memory);
            eventually(SOON, () -> !Files.readString(memory).equals(first));
            assertThat(two.status().connection()).isEqualTo(Standing.CONNECTED);
        }
    }

    private static SignedText realHead(Path own) throws IOException {
        try {
            return HeadFile.parse(Files.readAllBytes(own.resolve("catalog-head.json")))
                    .head();
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    private PeerNode joinBy(Cable cable) throws Exception {
        PeerNode bob = network.startAt("bob", cable.address());
        bob.connect(Optional.empty(), new Cancellation());
        eventually(SOON, () -> ann.peers().contains(bob.self()));
        return bob;
    }

    private PeerNode leaveWithATicket(String name) throws Exception {
        PeerNode peer = network.join(name);
        eventually(SOON, () -> ann.peers().contains(peer.self()));
        peer.close();
        eventually(SOON, () -> !ann.peers().contains(peer.self()));
        return peer;
    }

    private void killDatabase() {
        network.killDatabase();
        eventually(SOON, () -> ann.status().connection() == Standing.DATABASE_AWAY);
    }

    private static void expectNobody(PeerNode peer) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> peer.connect(Optional.empty(), new Cancellation()))
                .returns(ConnectException.Reason.UNREACHABLE, ConnectException::reason);
        assertThat(peer.status().connection()).isEqualTo(Standing.OFFLINE);
    }

    private static String hello(String payload, String signature) {
        return hello(payload, signature, 4_242);
    }

    private static String hello(String payload, String signature, int port) {
        assertThat(payload.getBytes(UTF_8).length).isLessThan(1_024);
        return JsonBuilder.object()
                .put("type", "hello")
                .put("port", port)
                .put("admission", JsonBuilder.object().put("payload", payload).put("signature", signature))
                .toString();
    }
}
