package reliablep2p.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.secureGet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.node.peer.PeerNode;

/** A file of several pieces, and holders that lie about them. */
class PiecesTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int PIECE = (int) Pieces.MIN_SIZE;
    private static final String TEXT = text(7 * PIECE + 123);
    private static final byte[] BYTES = TEXT.getBytes(US_ASCII);
    private static final Sha256 HASH = Sha256.of(BYTES);
    private static final int COUNT = 8;
    private static final FakeHolder HOLDER = new FakeHolder("big.txt", BYTES);

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("big.txt", TEXT));
        ann = network.join("ann");
        eventually(SOON, () -> ann.peers().size() == 2);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void aWrongPieceCostsItsLiarThePlaceAndTheOthersGiveTheRest() throws Exception {
        AtomicInteger given = new AtomicInteger();
        try (RogueMember liar = holder((asker, request) -> {
            given.incrementAndGet();
            HOLDER.give(asker, request, new byte[BYTES.length]);
        })) {
            FetchOutcome.Fetched outcome = fetched(get(ann, "big.txt"));

            assertThat(given).as("one request, for one piece").hasValue(1);
            assertThat(outcome.from()).isEqualTo(network.database().self());
            assertThat(network.files("ann").resolve("big.txt")).hasDigest("SHA-256", HASH.hex());
            assertThat(ann.status().bytesDown()).isBetween((long) BYTES.length, (long) BYTES.length + PIECE);
            assertThat(ann.addressBook().get(0).holders()).doesNotContain(liar.member());
        }
    }

    @Test
    void whoAnnouncesPiecesAndDoesNotHaveThemIsOfNoUse() throws Exception {
        assertGoesOnWithout(
                (asker, request) -> asker.sendFrame("{\"type\":\"error\",\"code\":\"internal\",\"message\":\"no\"}"));
    }

    @Test
    void whoSendsAnotherPieceIsOfNoUse() throws Exception {
        assertGoesOnWithout((asker, request) -> {
            asker.sendFrame(HOLDER.file(PIECE * 2L, PIECE));
            asker.send(Arrays.copyOfRange(BYTES, PIECE * 2, PIECE * 3));
        });
    }

    @Test
    void whoSendsFarMoreThanAPieceIsOfNoUse() throws Exception {
        assertGoesOnWithout((asker, request) -> asker.sendFrame(HOLDER.file(0, BYTES.length)));
    }

    @Test
    void whoBreaksOffInMidPieceLosesItToTheOthers() throws Exception {
        assertGoesOnWithout((asker, request) -> {
            asker.sendFrame(HOLDER.file(request.integer("offset", 0, BYTES.length), PIECE));
            asker.send(new byte[1000]);
            asker.close();
        });
    }

    @Test
    void whoStallsLosesItsPieceToTheOthersSoon() throws Exception {
        long begun = System.nanoTime();
        assertGoesOnWithout((asker, request) -> {
            long offset = request.optionalInteger("offset", 0, BYTES.length, 0);
            asker.sendFrame(HOLDER.file(offset, PIECE));
            asker.drip(Arrays.copyOfRange(BYTES, (int) offset, (int) offset + 5), 400);
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aListThatIsNotTheOneOfTheCatalogIsRefused() throws Exception {
        try (RogueMember liar = rogue((asker, request) -> {
            asker.sendFrame("{\"type\":\"pieces\",\"sha256\":\"" + HASH + "\",\"length\":" + 32 * COUNT + "}");
            asker.send(new byte[32 * COUNT]);
        })) {
            assertThat(secureGet(ann, "big.txt", liar.member().address())).isInstanceOf(FetchOutcome.WrongBytes.class);
            fetched(get(ann, "big.txt"));
        }
    }

    @Test
    void aListOfAMillionEntriesIsRefused() throws Exception {
        try (RogueMember liar = rogue((asker, request) ->
                asker.sendFrame("{\"type\":\"pieces\",\"sha256\":\"" + HASH + "\",\"length\":" + 32_000_000 + "}"))) {
            assertThat(secureGet(ann, "big.txt", liar.member().address()).toString())
                    .contains("protocol");
        }
    }

    @Test
    void whoHasOnlySomePiecesGivesThose() throws Exception {
        try (RogueMember part = rogue((asker, request) ->
                HOLDER.answer(asker, request, "0f", (to, wanted) -> HOLDER.give(to, wanted, BYTES)))) {
            FetchOutcome.Fetched outcome = fetched(get(ann, "big.txt"));

            assertThat(outcome.shares()).extracting(FetchOutcome.Share::peer).contains(part.member());
            assertThat(network.files("ann").resolve("big.txt")).hasDigest("SHA-256", HASH.hex());
            assertThat(network.database().status().bytesUp()).isLessThan(BYTES.length);
        }
    }

    @Test
    void thePartsOfAPeerThatIsStillGettingTheFileAreServed() throws Exception {
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().size() == 3 && bob.peers().size() == 3);
        Thread other = new Thread(() -> getQuietly(bob));
        other.start();
        get(ann, "big.txt");
        other.join();

        assertThat(network.files("ann").resolve("big.txt")).hasDigest("SHA-256", HASH.hex());
        assertThat(network.files("bob").resolve("big.txt")).hasDigest("SHA-256", HASH.hex());
    }

    private static void getQuietly(PeerNode peer) {
        try {
            get(peer, "big.txt");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertGoesOnWithout(RogueMember.Answering gives) throws Exception {
        try (RogueMember rogue = holder(gives)) {
            FetchOutcome.Fetched outcome = fetched(get(ann, "big.txt"));

            assertThat(rogue.asked()).isPositive();
            assertThat(outcome.from()).isEqualTo(network.database().self());
            assertThat(network.files("ann").resolve("big.txt")).hasDigest("SHA-256", HASH.hex());
        }
    }

    /** Says that it has all pieces, and gives them in its own way. */
    private RogueMember holder(RogueMember.Answering gives) throws Exception {
        return rogue((asker, request) -> HOLDER.answer(asker, request, "", gives));
    }

    private RogueMember rogue(RogueMember.Answering answering) throws Exception {
        RogueMember rogue = new RogueMember(network.databaseAddress().port(), answering);
        eventually(SOON, () -> ann.peers().size() == 3);
        return rogue;
    }

    private static FetchOutcome.Fetched fetched(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return (FetchOutcome.Fetched) outcome;
    }

    private static String text(int length) {
        byte[] letters = new byte[length];
        Random random = new Random(11);
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return new String(letters, US_ASCII);
    }
}
