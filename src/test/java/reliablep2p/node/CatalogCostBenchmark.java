package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.HOST;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Limits;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.PeerDirectory;

/**
 * What the signed catalog costs, with real peers in this process on the loopback. Not run by the build: {@code mvn test
 * -Dtest=CatalogCostBenchmark}. Prints what it measures; asserts what is promised.
 */
class CatalogCostBenchmark {
    private static final int MANY = 100_000;
    private static final int PEERS = 200;
    private static final int ROUNDS = 20;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path directory;

    private static PeerDirectory open(Path path) throws Exception {
        return PeerDirectory.open(path);
    }

    private static NodeSettings settings(Address database) {
        return new NodeSettings(HOST, 0, database, Limits.defaults());
    }

    private DatabaseNode database(String name, int files) throws Exception {
        Path db = Files.createDirectory(directory.resolve(name));
        FileTime old = FileTime.from(Instant.now().minusSeconds(60));
        for (int i = 0; i < files; i++) {
            Path file = Files.writeString(db.resolve(String.format(Locale.ROOT, "file-%06d.txt", i)), "file " + i);
            Files.setLastModifiedTime(file, old);
        }
        long begun = System.nanoTime();
        DatabaseNode node = DatabaseNode.start(
                open(db), settings(new Address(HOST, 1)), OfferSettings.defaults(), Samples.none(), event -> {});
        print("database peer with %,d files, first start: %s", files, since(begun));
        return node;
    }

    private PeerNode peer(String name, DatabaseNode database, java.util.function.Consumer<NodeEvent> events)
            throws Exception {
        return PeerNode.start(
                open(directory.resolve(name)), settings(database.self().address()), events);
    }

    /** In a process of its own and with 256 MiB of heap, the same is measured with the jar: see README. */
    @Test
    void aFreshPeerJoinsAndApprovalsCostTheSameWithManyFiles() throws Exception {
        Duration few = approvals("few", 100);
        Duration many = approvals("many", MANY);
        print("an approval by the operator, median: %s with 100 files, %s with %,d", few, many, MANY);
    }

    private Duration approvals(String name, int files) throws Exception {
        try (DatabaseNode database = database(name, files)) {
            List<Duration> joins = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                try (PeerNode fresh = peer(name + "-fresh-" + i, database, event -> {})) {
                    long begun = System.nanoTime();
                    fresh.connect(Optional.empty(), new Cancellation());
                    joins.add(Duration.ofNanos(System.nanoTime() - begun));
                    assertThat(fresh.list()).hasSize(files);
                }
            }
            print("a fresh peer joins a network of %,d files: %s", files, joins);
            if (files == MANY) {
                assertThat(median(joins)).isLessThan(Duration.ofSeconds(3));
            }
            return approve(database, name);
        }
    }

    private Duration approve(DatabaseNode database, String name) throws Exception {
        try (PeerNode sharer = peer(name + "-sharer", database, event -> {})) {
            sharer.connect(Optional.empty(), new Cancellation());
            List<Duration> took = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Path file = Files.writeString(directory.resolve(name + "-shared-" + i + ".txt"), name + i);
                assertThat(sharer.share(file, SILENT, new Cancellation())).isInstanceOf(ShareOutcome.Waiting.class);
                FileName shared = new FileName(file.getFileName().toString());
                long begun = System.nanoTime();
                database.operator().approve(shared, Optional.empty(), new Cancellation());
                took.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            return median(took);
        }
    }

    @Test
    void anApprovalReachesTwoHundredPeers() throws Exception {
        ConcurrentHashMap<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
        List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
        long[] approved = new long[1];
        List<PeerNode> peers = new ArrayList<>();
        try (DatabaseNode database = database("db", 100)) {
            for (int i = 0; i < PEERS; i++) {
                PeerNode peer = peer("peer-" + i, database, event -> {
                    if (event instanceof NodeEvent.FileListed listed) {
                        latencies.add(System.nanoTime() - approved[0]);
                        awaited.get(listed.file().name().text()).countDown();
                    }
                });
                peers.add(peer);
                peer.connect(Optional.empty(), new Cancellation());
            }
            for (int i = 0; i < ROUNDS; i++) {
                reach(database, peers.get(0), i, awaited, approved);
            }
        } finally {
            for (PeerNode peer : peers) {
                peer.close();
            }
        }
        Collections.sort(latencies);
        Duration p99 = Duration.ofNanos(latencies.get(latencies.size() * 99 / 100));
        print(
                "an approval reaches %d peers, %d times: median %s, p99 %s, last %s",
                PEERS,
                ROUNDS,
                Duration.ofNanos(latencies.get(latencies.size() / 2)),
                p99,
                Duration.ofNanos(latencies.get(latencies.size() - 1)));
        assertThat(p99).isLessThan(Duration.ofSeconds(1));
    }

    private void reach(
            DatabaseNode database,
            PeerNode sharer,
            int round,
            ConcurrentHashMap<String, CountDownLatch> awaited,
            long[] approved)
            throws Exception {
        Path file = Files.writeString(directory.resolve("shared-" + round + ".txt"), "shared " + round);
        String name = file.getFileName().toString();
        CountDownLatch all = new CountDownLatch(PEERS);
        awaited.put(name, all);
        assertThat(sharer.share(file, SILENT, new Cancellation())).isInstanceOf(ShareOutcome.Waiting.class);
        approved[0] = System.nanoTime();
        database.operator().approve(new FileName(name), Optional.empty(), new Cancellation());
        assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("everybody was told")
                .isTrue();
    }

    private static final ShareListener SILENT = new ShareListener() {
        @Override
        public void reading(Path path, long read, long size) {}

        @Override
        public void sending(TrustedFile file, long sent) {}
    };

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void print(String format, Object... values) throws IOException {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
