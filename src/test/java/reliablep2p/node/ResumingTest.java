package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.secureGet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.peer.PeerNode;

/** Transfers that broke off and go on: from whom, with how many bytes, and who is blamed when they come out wrong. */
class ResumingTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String BIG = bigText();
    private static final String HASH = Sha256.of(BIG.getBytes(UTF_8)).hex();
    private static final int ENOUGH = 1 << 20;
    private static final String SMALL = "0123456789";

    @TempDir
    private Path directory;

    private final ExecutorService side = Executors.newSingleThreadExecutor();
    private TestNetwork network;
    private PeerNode ann;
    private PeerNode bob;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("big.txt", BIG, "small.txt", SMALL));
        ann = network.join("ann");
        bob = network.join("bob");
        eventually(SOON, () -> ann.peers().size() == 3 && bob.peers().size() == 3);
    }

    @AfterEach
    void stop() throws Exception {
        side.shutdownNow();
        network.close();
    }

    @Test
    void aCancelledGetGoesOnWithAnotherHolderWhichSendsOnlyTheRest() throws Exception {
        long kept = cancelGet();
        assertThat(kept).isPositive();
        get(ann, "big.txt");
        long sentBefore = ann.status().bytesUp();
        Progress progress = new Progress();

        FetchOutcome.Fetched outcome =
                fetched(bob.get(new FileName("big.txt"), OptionalInt.empty(), progress, new Cancellation()));

        assertThat(outcome.resumed()).isEqualTo(kept);
        assertThat(outcome.from()).isEqualTo(ann.self());
        assertThat(network.files("bob").resolve("big.txt")).hasDigest("SHA-256", HASH);
        assertThat(parts("bob")).isEmptyDirectory();
        eventually(SOON, () -> ann.status().bytesUp() - sentBefore == BIG.length() - kept);
        assertThat(progress.received.get(0)).as("what was here already").isGreaterThanOrEqualTo(kept);
        // Not sorted: bytes of a piece that another holder ended first count no more.
        assertThat(progress.received)
                .allMatch(received -> received <= BIG.length())
                .endsWith((long) BIG.length());
    }

    @Test
    void twoThatLackTheSamePiecesDoNotWaitForEachOther() throws Exception {
        long kept = cancelGet();
        network.killDatabase();

        Future<FetchOutcome> other = side.submit(() -> get(ann, "big.txt"));
        assertThat(get(bob, "big.txt")).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.NobodyHasIt.class);

        network.restartDatabase();
        assertThat(fetched(get(bob, "big.txt")).resumed()).isEqualTo(kept);
    }

    @Test
    void aSecureGetAsksItsSourceForAllThatOthersSentBefore() throws Exception {
        cancelGet();
        get(ann, "big.txt");
        long sentBefore = ann.status().bytesUp();

        FetchOutcome.Fetched outcome =
                fetched(secureGet(bob, "big.txt", ann.self().address()));

        assertThat(outcome.resumed()).isZero();
        assertThat(outcome.from()).isEqualTo(ann.self());
        eventually(SOON, () -> ann.status().bytesUp() - sentBefore == BIG.length());
        assertThat(network.files("bob").resolve("big.txt")).hasDigest("SHA-256", HASH);
        assertThat(parts("bob")).as("nobody needs the other part now").isEmptyDirectory();
    }

    @Test
    void aCancelledSecureGetGoesOnWithTheSameSource() throws Exception {
        long kept = cancelSecureGet(network.databaseAddress());
        Progress progress = new Progress();

        FetchOutcome.Fetched outcome = fetched(
                bob.secureGet(new FileName("big.txt"), network.databaseAddress(), progress, new Cancellation()));

        assertThat(outcome.resumed()).isEqualTo(kept);
        assertThat(progress.received.get(0)).as("what was here already").isGreaterThanOrEqualTo(kept);
        assertThat(network.files("bob").resolve("big.txt")).hasDigest("SHA-256", HASH);
        assertThat(parts("bob")).isEmptyDirectory();
    }

    @Test
    void aSecureGetGoesOnWithNothingThatASecureGetFromAnotherLeft() throws Exception {
        get(ann, "big.txt");
        cancelSecureGet(network.databaseAddress());
        long sentBefore = ann.status().bytesUp();

        FetchOutcome.Fetched outcome =
                fetched(secureGet(bob, "big.txt", ann.self().address()));

        assertThat(outcome.resumed()).isZero();
        eventually(SOON, () -> ann.status().bytesUp() - sentBefore == BIG.length());
    }

    @Test
    void aCancelledGetGoesOnAfterARestart() throws Exception {
        long kept = cancelGet();
        bob.close();
        PeerNode again = network.join("bob");

        assertThat(fetched(get(again, "big.txt")).resumed()).isEqualTo(kept);
        assertThat(network.files("bob").resolve("big.txt")).hasDigest("SHA-256", HASH);
    }

    @Test
    void aLiarThatBreaksOffDoesNotSpoilTheLookup() throws Exception {
        try (RogueMember liar = rogue((asker, request) -> {
            asker.sendFrame(offer("small.txt", SMALL, 0));
            asker.send("XXX");
            asker.close();
        })) {
            FetchOutcome.Fetched outcome = fetched(get(ann, "small.txt"));

            assertThat(outcome.from()).isEqualTo(network.database().self());
            assertThat(liar.asked()).isEqualTo(1);
            assertThat(network.files("ann").resolve("small.txt")).hasContent(SMALL);
        }
    }

    @Test
    void theRestOfAFileIsServed() throws Exception {
        get(ann, "small.txt");
        try (RogueMember member = rogue((asker, request) -> asker.close());
                RoguePeer asker = RoguePeer.tls(ann.self().address().port(), member.identity())) {
            asker.sendFrame(getRest(7));
            assertThat(asker.readFrame()).isEqualTo(offer("small.txt", SMALL, 7));
            assertThat(new String(new byte[] {(byte) asker.read(), (byte) asker.read(), (byte) asker.read()}, UTF_8))
                    .isEqualTo("789");
            asker.sendFrame(getRest(SMALL.length()));
            assertThat(asker.readFrame()).isEqualTo(offer("small.txt", SMALL, SMALL.length()));
            asker.sendFrame(getRest(SMALL.length() + 1));
            assertThat(asker.readFrame()).contains("\"malformed\"");
            asker.awaitEnd();
        }
        assertThat(ann.status().bytesUp()).isEqualTo(3);
    }

    @Test
    void checkingAFileThatIsHereIsCancelled() throws Exception {
        get(ann, "small.txt");
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> ann.get(new FileName("small.txt"), OptionalInt.empty(), new Progress(), cancelled))
                .isInstanceOf(CancelledException.class);
        assertThat(get(ann, "small.txt")).isInstanceOf(FetchOutcome.Present.class);
    }

    @Test
    void aHolderThatKeepsItsMapToItselfIsNotWaitedForLong() throws Exception {
        try (RogueMember silent = rogue((asker, request) -> {
            if (request.string("type").equals("get")) {
                asker.sendFrame(offer("small.txt", SMALL, 0));
                asker.send(SMALL);
            }
        })) {
            long begun = System.nanoTime();
            fetched(secureGet(ann, "small.txt", address(silent)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(network.limits().answer());
        }
    }

    @Test
    void aCancellationThatComesAfterTheFileDoesNotTakeItBack() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (RogueMember holder = rogue((asker, request) -> {
            if (request.string("type").equals("get")) {
                asker.sendFrame(offer("small.txt", SMALL, 0));
                asker.send(SMALL);
            } else {
                cancellation.cancel();
            }
        })) {
            fetched(ann.secureGet(new FileName("small.txt"), address(holder), new Progress(), cancellation));
            assertThat(cancellation.isCancelled()).isTrue();
            assertThat(network.files("ann").resolve("small.txt")).hasContent(SMALL);
        }
    }

    /** A get by bob, which only the database peer can answer, cancelled in the middle; tells how much was kept. */
    private long cancelGet() throws Exception {
        return cancelInTheMiddle(
                "",
                (listener, cancellation) ->
                        bob.get(new FileName("big.txt"), OptionalInt.empty(), listener, cancellation));
    }

    /** A secure-get by bob, cancelled in the middle; tells how much was kept. */
    private long cancelSecureGet(Address from) throws Exception {
        Member source = bob.peers().stream()
                .filter(member -> member.address().equals(from))
                .findFirst()
                .orElseThrow();
        return cancelInTheMiddle(
                "-" + source.id().hex(),
                (listener, cancellation) -> bob.secureGet(new FileName("big.txt"), from, listener, cancellation));
    }

    private interface Fetch {
        void run(FetchListener listener, Cancellation cancellation) throws Exception;
    }

    private long cancelInTheMiddle(String sender, Fetch fetch) throws Exception {
        Cancellation cancellation = new Cancellation();
        FetchListener cancelling = new Progress() {
            @Override
            public void received(TrustedFile file, Member from, long received) {
                if (received >= 3 * ENOUGH) {
                    cancellation.cancel();
                }
            }
        };
        assertThatThrownBy(() -> fetch.run(cancelling, cancellation)).isInstanceOf(CancelledException.class);
        Path part = parts("bob").resolve(Sha256.of(BIG.getBytes(UTF_8)) + sender + ".part.have");
        assertThat(network.files("bob").resolve("big.txt")).doesNotExist();
        long pieces = Files.size(part) / Integer.BYTES;
        assertThat(pieces).isBetween(1L, BIG.length() / Pieces.MIN_SIZE - 1);
        return pieces * Pieces.MIN_SIZE;
    }

    private Path parts(String peer) {
        return network.files(peer).resolve(".reliablep2p").resolve("parts");
    }

    private RogueMember rogue(RogueMember.Answering answering) throws Exception {
        RogueMember rogue = new RogueMember(network.databaseAddress().port(), answering);
        eventually(
                SOON,
                () -> ann.peers().stream()
                        .anyMatch(m -> m.id().equals(rogue.member().id())));
        return rogue;
    }

    private static Address address(RogueMember rogue) {
        return rogue.member().address();
    }

    private static String offer(String name, String text, long offset) {
        JsonBuilder json = JsonBuilder.object()
                .put("type", "file")
                .put("name", name)
                .put("size", text.length())
                .put("sha256", Sha256.of(text.getBytes(UTF_8)).hex());
        return json.put("offset", offset).put("length", text.length() - offset).toString();
    }

    private static String getRest(long offset) {
        return JsonBuilder.object()
                .put("type", "get")
                .put("name", "small.txt")
                .put("sha256", Sha256.of(SMALL.getBytes(UTF_8)).hex())
                .put("offset", offset)
                .toString();
    }

    private static FetchOutcome.Fetched fetched(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return (FetchOutcome.Fetched) outcome;
    }

    private static String bigText() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(5);
        while (text.length() < 16 * ENOUGH) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static class Progress implements FetchListener {
        final List<Long> received = new ArrayList<>();

        @Override
        public void asking(TrustedFile file, Member peer, int asked) {}

        @Override
        public void received(TrustedFile file, Member from, long received) {
            this.received.add(received);
        }
    }
}
