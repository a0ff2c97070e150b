package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.peer.PeerNode;

/** What a person can do about downloads: look, pause, drop, limit; and what else may happen to them. */
@Timeout(60)
class DownloadsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MIB = 1 << 20;
    private static final int SIZE = 12 * MIB;
    private static final String BIG = text();
    private static final String HASH = Sha256.of(BIG.getBytes(UTF_8)).hex();
    private static final long SLOW = 4 * MIB;

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("big.txt", BIG));
        ann = network.join("ann");
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void aPausedOneIsShownAndGoesOnWithWhatIsHere() throws Exception {
        CompletableFuture<FetchOutcome> getting = beginSlowly();
        assertThat(ann.downloads())
                .singleElement()
                .satisfies(running -> assertThat(running.state()).isEqualTo(Download.State.RUNNING));
        assertThat(ann.pause(file())).isTrue();

        assertThat(getting.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Stopped.class);
        Download paused = ann.downloads().get(0);
        assertThat(paused.state()).isEqualTo(Download.State.PAUSED);
        assertThat(paused.received()).isBetween((long) MIB, (long) SIZE - MIB);
        assertThat(paused.expires()).isPresent();
        assertThat(ann.pause(file())).as("nothing runs").isFalse();

        ann.throttles().down().limit(0);
        FetchOutcome.Fetched outcome = (FetchOutcome.Fetched) get(ann, "big.txt");
        assertThat(outcome.resumed()).isEqualTo(paused.received());
        assertThat(ann.downloads()).isEmpty();
        assertThat(network.files("ann").resolve("big.txt")).hasDigest("SHA-256", HASH);
    }

    @Test
    void aDroppedOneLeavesNothing() throws Exception {
        CompletableFuture<FetchOutcome> getting = beginSlowly();
        assertThat(ann.drop(file())).isTrue();

        assertThat(getting.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        FetchOutcome.Stopped.class,
                        stopped -> assertThat(stopped.dropped()).isTrue());
        assertThat(ann.downloads()).isEmpty();
        assertThat(parts()).isEmptyDirectory();
        assertThat(ann.drop(file())).isFalse();
    }

    @Test
    void oneThatBrokeOffIsShownAfterARestartAndCanBeDropped() throws Exception {
        CompletableFuture<FetchOutcome> getting = beginSlowly();
        ann.close();
        getting.handle((outcome, failure) -> failure).get(10, TimeUnit.SECONDS);
        PeerNode again = network.join("ann");

        assertThat(again.downloads())
                .singleElement()
                .satisfies(left -> assertThat(left.state()).isEqualTo(Download.State.UNFINISHED));
        assertThat(again.drop(file())).isTrue();
        assertThat(again.downloads()).isEmpty();
        assertThat(parts()).isEmptyDirectory();
    }

    @Test
    void oneWhoseNameMeansOtherBytesByNowPublishesNeitherInTheOthersPlace() throws Exception {
        CompletableFuture<FetchOutcome> getting = beginSlowly();
        network.publish("big.txt", "other bytes");
        eventually(SOON, () -> ann.list().get(0).file().size() < SIZE);
        ann.throttles().down().limit(0);

        assertThat(getting.get(10, TimeUnit.SECONDS))
                .as("the operator overwrote the only copy")
                .isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(network.files("ann").resolve("big.txt")).doesNotExist();
        get(ann, "big.txt");
        assertThat(network.files("ann").resolve("big.txt")).hasContent("other bytes");
    }

    @Test
    void theLimitOfTheReceiverIsHeld() throws Exception {
        ann.throttles().down().limit(SLOW);
        assertTakes(SIZE / (double) SLOW);
    }

    @Test
    void theLimitOfTheSenderIsHeld() throws Exception {
        network.database().throttles().up().limit(SLOW);
        assertTakes(SIZE / (double) SLOW);
    }

    private void assertTakes(double seconds) throws Exception {
        FetchOutcome.Fetched outcome = (FetchOutcome.Fetched) get(ann, "big.txt");
        assertThat(outcome.took().toMillis() / 1e3).isCloseTo(seconds, Percentage.withPercentage(8));
    }

    private CompletableFuture<FetchOutcome> beginSlowly() throws Exception {
        ann.throttles().down().limit(SLOW);
        CompletableFuture<FetchOutcome> getting = CompletableFuture.supplyAsync(() -> {
            try {
                return get(ann, "big.txt");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        eventually(SOON, () -> !getting.isDone() && received() >= 3 * MIB);
        return getting;
    }

    private long received() throws Exception {
        List<Download> downloads = ann.downloads();
        Path log = parts().resolve(HASH + ".part.have");
        return downloads.isEmpty() || Files.notExists(log) ? 0 : Files.size(log) / Integer.BYTES * Pieces.MIN_SIZE;
    }

    private TrustedFile file() {
        return new TrustedFile(new FileName("big.txt"), SIZE, Sha256.of(BIG.getBytes(UTF_8)));
    }

    private Path parts() {
        return network.files("ann").resolve(".reliablep2p").resolve("parts");
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(9);
        while (text.length() < SIZE) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
