package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;
import static reliablep2p.node.TestNetwork.secureGet;
import static reliablep2p.trust.journal.TestCatalog.approved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.net.Cancellation;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.NodeEvent.Alarm.Reason;
import reliablep2p.node.NodeStatus.Standing;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.Position;
import reliablep2p.trust.journal.TestCatalog;

/** A database peer that lies about the catalog, with the network's key or without it. */
class RogueDatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration WEEK = Duration.ofDays(7);

    private final TestCatalog catalog = new TestCatalog().addFiles(3);
    private final TestCatalog past = catalog.copy();
    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private RogueDatabase database;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        database = new RogueDatabase(catalog.identity(), (peer, have) -> RogueDatabase.honestly(peer, catalog, have));
        ann = startPeer("ann", database.address());
    }

    @AfterEach
    void stop() throws Exception {
        ann.close();
        database.close();
    }

    @Test
    void anHonestOneIsBelieved() throws Exception {
        connect();
        assertThat(listed(ann)).containsExactly("file0.txt", "file1.txt", "file2.txt");
        push(catalog.add(TestCatalog.revoked("file1.txt")));
        eventually(SOON, () -> listed(ann).equals(List.of("file0.txt", "file2.txt")));
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anOlderCatalogIsRefusedInTheConnectionAndAtTheNext() throws Exception {
        catalog.addFiles(2);
        connect();
        database.tells((peer, have) -> RogueDatabase.send(peer, past.head(), past.bytes().length, new byte[0]));
        database.push((peer, have) -> RogueDatabase.send(peer, past.head(), past.bytes().length, new byte[0]));
        expectAlarm(Reason.ROLLBACK);
        assertThat(listed(ann)).hasSize(5);
        assertThat(ann.status().connection()).isEqualTo(Standing.DATABASE_AWAY);

        ann.disconnect();
        expectRefusal(Reason.ROLLBACK);
        restart();
        expectRefusal(Reason.ROLLBACK);
        assertThat(kept()).isEqualTo(catalog.bytes());
    }

    @Test
    void aFrozenCatalogIsSaidToBeOneAndSecureGetWantsAFreshOne() throws Exception {
        Instant longAgo = Instant.now().minus(WEEK).minusSeconds(60);
        SignedText frozen = catalog.head(longAgo, WEEK);
        database.tells((peer, have) -> RogueDatabase.send(peer, frozen, have, catalog.from(have)));
        Connected connected = connect();
        assertThat(connected.expired()).isPresent();
        assertThat(listed(ann)).hasSize(3);
        assertThat(ann.report().status().expired()).isTrue();
        assertThat(get(ann, "file0.txt")).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(secureGet(ann, "file0.txt", database.address())).isInstanceOf(FetchOutcome.CatalogExpired.class);

        expectAlarm(Reason.EXPIRED);

        push(catalog);
        eventually(SOON, () -> !ann.report().status().expired());
        assertThat(secureGet(ann, "file0.txt", database.address())).isNotInstanceOf(FetchOutcome.CatalogExpired.class);
    }

    @Test
    void anotherHistoryOfTheSameKeyIsAnAlarm() throws Exception {
        TestCatalog other = catalog.copy().add(approved("evil.txt", "evil"));
        connect();
        push(catalog.add(approved("good.txt", "good")));
        eventually(SOON, () -> listed(ann).contains("good.txt"));

        // At the same number, and then behind a line that this peer has otherwise.
        for (int i = 0; i < 2; i++) {
            events.clear();
            database.tells((peer, have) -> RogueDatabase.send(
                    peer, other.head(), have, have > other.bytes().length ? new byte[0] : other.from(have)));
            database.push((peer, have) ->
                    RogueDatabase.send(peer, other.head(), catalog.bytes().length, other.from(catalog.bytes().length)));
            expectAlarm(Reason.FORK);
            ann.disconnect();
            expectRefusal(Reason.FORK);
            assertThat(kept()).isEqualTo(catalog.bytes());
            database.tells((peer, have) -> RogueDatabase.honestly(peer, catalog, have));
            connect();
            assertThat(listed(ann)).contains("good.txt").doesNotContain("evil.txt");
            other.addFiles(2);
        }
    }

    @Test
    void anotherKeyAtTheKnownAddressIsToldNothing() throws Exception {
        connect();
        ann.disconnect();
        int port = database.address().port();
        database.close();
        database = new RogueDatabase(
                Identity.generate(), port, (peer, have) -> RogueDatabase.honestly(peer, catalog, have));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(this::connect)
                .withMessageContaining("ALARM")
                .withMessageContaining("trust-reset")
                .returns(ConnectException.Reason.WRONG_ID, ConnectException::reason);
        assertThat(database.accepted()).isPositive();
        assertThat(database.requests()).isEmpty();
        assertThat(database.certificatesSeen()).isZero();

        assertThat(ann.trustReset()).isTrue();
        assertThatExceptionOfType(ConnectException.class)
                .as("believed now, but its catalog is signed by another key")
                .isThrownBy(this::connect)
                .returns(Optional.of(Reason.WRONG_KEY), ConnectException::alarm);
    }

    @Test
    void whatItDidNotSignIsRefused() throws Exception {
        SignedText good = catalog.head();
        SignedText foreign = new TestCatalog().head();
        for (SignedText bad : List.of(
                foreign, new SignedText(good.payload(), ""), new SignedText(good.payload(), foreign.signature()))) {
            database.tells((peer, have) -> RogueDatabase.send(peer, bad, have, catalog.from(have)));
            expectRefusal(Reason.WRONG_KEY);
            expectNothing();
        }
    }

    @Test
    void whatWasAlteredIsRefused() throws Exception {
        String text = new String(catalog.bytes(), UTF_8);
        for (String bad : List.of(
                text.replace("file1.txt", "evil1.txt"),
                text.replace("\"size\":6", "\"size\":7"),
                text.substring(0, text.length() - 1) + " ",
                "\u0000".repeat(text.length()))) {
            database.tells((peer, have) -> RogueDatabase.send(peer, catalog.head(), have, bad.getBytes(UTF_8)));
            expectRefusal(Reason.ALTERED);
            expectNothing();
        }
        database.tells((peer, have) -> {
            RogueDatabase.announce(peer, catalog.head(), have, text.length());
            peer.send(text.substring(0, text.length() / 2));
            peer.close();
        });
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        expectNothing();
        database.tells((peer, have) -> RogueDatabase.honestly(peer, catalog, have));
        connect();
    }

    @Test
    void aGigabyteIsRefusedAtItsFirstPart() throws Exception {
        Position gigabyte = new Position(1L << 22, 1L << 30, catalog.position().last());
        byte[] part = new byte[(int) CatalogAnswer.MAX_LENGTH];
        Arrays.fill(part, (byte) 'x');
        database.tells((peer, have) -> flood(peer, catalog.sign(gigabyte), part));
        long before = usedHeap();
        expectRefusal(Reason.ALTERED);
        expectNothing();
        assertThat(usedHeap() - before).isLessThan(32L << 20);
        Position more =
                new Position(Long.MAX_VALUE, Long.MAX_VALUE, catalog.position().last());
        database.tells((peer, have) -> flood(peer, catalog.sign(more), part));
        expectRefusal(Reason.ALTERED);
        database.tells((peer, have) -> RogueDatabase.announce(peer, catalog.head(), have, 1L << 30));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(this::connect)
                .returns(ConnectException.Reason.NOT_A_DATABASE_PEER, ConnectException::reason);
        expectNothing();
    }

    private static void flood(RoguePeer peer, SignedText head, byte[] part) throws IOException {
        for (long offset = 0; ; offset += part.length) {
            RogueDatabase.send(peer, head, offset, part);
        }
    }

    @Test
    void partsWithoutEndThatBringNothingAreEnded() throws Exception {
        database.tells((peer, have) -> {
            while (true) {
                RogueDatabase.send(peer, catalog.head(), 0, Arrays.copyOf(catalog.bytes(), 1));
            }
        });
        ann.close();
        ann = startPeer("ann", database.address(), TestLimits.with(Duration.ofSeconds(2), WEEK));
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        assertThat(kept()).hasSizeLessThan(catalog.bytes().length);
        assertThat(ann.status().connection()).isEqualTo(Standing.OFFLINE);
    }

    @Test
    void namesThatAreNoneStayInTheChainAndDoNothing() throws Exception {
        String hash = Sha256.of(new byte[0]).hex();
        for (String name :
                List.of("../../evil", "/etc/passwd", "C:\\\\evil", "\\u001b]0;evil\\u0007", "CON", ".hidden")) {
            catalog.addFields("\"entry\":\"approved\",\"name\":\"" + name + "\",\"version\":1,\"size\":0,\"sha256\":\""
                    + hash + "\",\"by\":\"directory\"");
            catalog.addFields("\"entry\":\"revoked\",\"name\":\"" + name + "\",\"why\":\"\"");
        }
        catalog.add(approved("good.txt", "good"));
        connect();
        assertThat(listed(ann)).containsExactly("file0.txt", "file1.txt", "file2.txt", "good.txt");
        assertThat(kept()).isEqualTo(catalog.bytes());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aClockThatIsAnHourOffIsToldAndHarmsNobody() throws Exception {
        for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            catalog.addFiles(1);
            SignedText head = catalog.head(Instant.now().plus(off), WEEK);
            database.clockOff(off);
            database.tells((peer, have) -> RogueDatabase.send(peer, head, have, catalog.from(have)));
            events.clear();
            assertThat(connect().expired()).isEmpty();
            assertThat(events)
                    .filteredOn(NodeEvent.Alarm.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(event.toString())
                            .contains("CLOCK", "60 minutes " + (off.isNegative() ? "ahead of" : "behind")));
            assertThat(secureGet(ann, "file0.txt", database.address()))
                    .isNotInstanceOf(FetchOutcome.CatalogExpired.class);
            ann.disconnect();
        }
        assertThat(kept()).isEqualTo(catalog.bytes());
    }

    @Test
    void ofTwoDatabasePeersWithOneKeyTheSecondIsRefused() throws Exception {
        try (TestNetwork network = new TestNetwork(Files.createDirectory(directory.resolve("two")))) {
            PeerNode bob = network.join("bob");
            Path copy = directory.resolve("copy");
            network.killDatabase();
            copyAll(network.databaseFiles(), copy);
            network.restartDatabase();
            network.publish("first.txt", "first");
            eventually(SOON, () -> listed(bob).contains("first.txt"));
            network.killDatabase();

            // What it decides before a member can tell it what it does not know contradicts the first one for ever.
            try (DatabaseNode second = startCopy(copy, network, 0)) {
                Files.writeString(copy.resolve("second.txt"), "second");
                eventually(SOON, () -> second.names().contains("second.txt"));
            }
            List<NodeEvent> told = network.peerEvents.get("bob");
            try (DatabaseNode second =
                    startCopy(copy, network, network.databaseAddress().port())) {
                eventually(SOON, () -> alarms(told).contains(Reason.FORK));
                assertThat(second.names()).containsExactly("second.txt");
                assertThat(listed(bob)).containsExactly("first.txt");
            }
            network.restartDatabase();
            eventually(SOON, () -> bob.status().connection() == Standing.CONNECTED);
            assertThat(listed(bob)).containsExactly("first.txt");
        }
    }

    private static DatabaseNode startCopy(Path copy, TestNetwork network, int port) throws Exception {
        NodeSettings settings =
                new NodeSettings(TestNetwork.HOST, port, new Address(TestNetwork.HOST, 1), network.limits());
        return DatabaseNode.start(
                PeerDirectory.open(copy), settings, OfferSettings.defaults(), Samples.none(), event -> {});
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    private PeerNode startPeer(String name, Address databasePeer) throws Exception {
        return startPeer(name, databasePeer, TestLimits.quick());
    }

    private PeerNode startPeer(String name, Address databasePeer, Limits limits) throws Exception {
        PeerNode peer = PeerNode.start(
                PeerDirectory.open(directory.resolve(name)),
                new NodeSettings(TestNetwork.HOST, 0, databasePeer, limits),
                events::add);
        database.lists(peer.self());
        return peer;
    }

    private void restart() throws Exception {
        ann.close();
        ann = startPeer("ann", database.address());
    }

    private Connected connect() throws Exception {
        return ann.connect(Optional.empty(), new Cancellation());
    }

    /** Sends the members what they do not have. */
    private void push(TestCatalog grown) {
        long have = ann.report().status().bytes();
        database.push((peer, ignored) -> RogueDatabase.honestly(peer, grown, have));
    }

    private void expectRefusal(Reason reason) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(this::connect)
                .withMessageContaining("ALARM")
                .returns(Optional.of(reason), ConnectException::alarm);
        assertThat(ann.status().connection()).isEqualTo(Standing.OFFLINE);
    }

    private void expectAlarm(Reason reason) {
        eventually(SOON, () -> alarms().contains(reason));
    }

    private List<Reason> alarms() {
        return alarms(events);
    }

    private static List<Reason> alarms(List<NodeEvent> all) {
        return all.stream()
                .filter(NodeEvent.Alarm.class::isInstance)
                .map(event -> ((NodeEvent.Alarm) event).reason())
                .toList();
    }

    /** Nothing of the catalog was believed or kept. */
    private void expectNothing() throws Exception {
        assertThat(kept()).isEmpty();
        assertThat(ann.report().status().entries()).isZero();
        assertThat(ann.report().status().files()).isZero();
    }

    private byte[] kept() throws IOException {
        return Files.readAllBytes(directory.resolve("ann/.reliablep2p/catalog.jsonl"));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
