package reliablep2p.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;
import reliablep2p.node.peer.PeerNode;

/** Many peers that want one file at once. */
@Timeout(120)
class SwarmTest {
    private static final int PEERS = 30;
    private static final int SIZE = 32 << 20;
    private static final String TEXT = text();
    private static final String HASH = Sha256.of(TEXT.getBytes(US_ASCII)).hex();

    @TempDir
    private Path directory;

    private TestNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("big.txt", TEXT));
        for (int i = 0; i < PEERS; i++) {
            network.join("peer" + i);
        }
        eventually(Duration.ofSeconds(20), this::knowEachOther);
    }

    private boolean knowEachOther() throws NotConnectedException {
        for (PeerNode peer : network.peers()) {
            if (peer.peers().size() <= PEERS) {
                return false;
            }
        }
        return true;
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void costsTheDatabasePeerThreeCopiesAtMost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PEERS);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<FetchOutcome>> outcomes = new ArrayList<>();
        for (PeerNode peer : network.peers()) {
            outcomes.add(threads.submit(() -> {
                begin.await();
                return get(peer, "big.txt");
            }));
        }
        begin.countDown();
        for (Future<FetchOutcome> outcome : outcomes) {
            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Fetched.class);
        }
        threads.shutdown();

        for (int i = 0; i < PEERS; i++) {
            assertThat(network.files("peer" + i).resolve("big.txt")).hasDigest("SHA-256", HASH);
        }
        double copies = (double) network.database().status().bytesUp() / SIZE;
        assertThat(copies).as("copies that the database peer sent").isBetween(1.0, 3.0);
    }

    private static String text() {
        byte[] letters = new byte[SIZE];
        new Random(12).nextBytes(letters);
        for (int i = 0; i < SIZE; i++) {
            letters[i] = (byte) ('a' + (letters[i] & 15));
        }
        return new String(letters, US_ASCII);
    }
}
