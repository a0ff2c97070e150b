package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.BitRot;

/** What scrubs do side by side, without anybody asking, and on disks that fail. */
@Timeout(60)
class BackgroundScrubTest {
    private static final String TEXT = "some bytes that matter ".repeat(50_000);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long LIMIT = 64 << 10;
    private static final ScrubSettings ALWAYS =
            new ScrubSettings(1L << 30, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(2));

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestNetwork network;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", TEXT, "b.txt", "other bytes"));
        file = network.databaseFiles().resolve("a.txt");
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        threads.shutdownNow();
    }

    private ScrubReport scrub() throws Exception {
        return network.database().scrub(ScrubListener.SILENT, new Cancellation());
    }

    private boolean happened(Class<? extends NodeEvent> kind) {
        return network.databaseEvents.stream().anyMatch(kind::isInstance);
    }

    private Path damaged() {
        return network.databaseFiles().resolve(".reliablep2p/damaged");
    }

    @Test
    void findsAndMendsWithoutAnybodyAsking() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        network.killDatabase();
        network.scrub(ALWAYS);
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            network.restartDatabase();
            BitRot.flip(file, 7);
            eventually(SOON, () -> happened(NodeEvent.FileDamaged.class));
            eventually(SOON, () -> happened(NodeEvent.FileRepaired.class));
        } finally {
            System.setErr(before);
        }

        assertThat(file).hasContent(TEXT);
        NodeEvent.FileDamaged event = (NodeEvent.FileDamaged) network.databaseEvents.stream()
                .filter(NodeEvent.FileDamaged.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(event.aside()).startsWith(damaged()).hasSize(TEXT.length());
        assertThat(Files.readString(event.aside(), StandardCharsets.ISO_8859_1)).isNotEqualTo(TEXT);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("a.txt was damaged on the disk; it is kept as " + event.aside() + " and fetched again")
                .contains("a.txt is whole again");
        ScrubStatus status = network.database().status().scrub();
        assertThat(List.of(status.damaged(), status.repaired(), status.waiting()))
                .containsExactly(1, 1, 0);
        assertThat(network.database().versions(new FileName("a.txt"))).hasSize(1);
    }

    @Test
    void servesNobodyWhatItHasFound() throws Exception {
        network.killDatabase();
        network.scrub(ALWAYS);
        network.restartDatabase();
        BitRot.flip(network.databaseFiles().resolve("b.txt"), 7);
        eventually(SOON, () -> happened(NodeEvent.FileDamaged.class));
        PeerNode peer = network.join("one");
        assertThat(get(peer, "b.txt")).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(get(peer, "a.txt")).isInstanceOf(FetchOutcome.Fetched.class);
    }

    /** The file has two pieces, and each of the two peers would wait for the other to get one. */
    @Test
    void doesNotWaitForAPeerThatWaitsForIt() throws Exception {
        network.killDatabase();
        network.scrub(ALWAYS);
        network.restartDatabase();
        PeerNode peer = network.join("one");
        BitRot.flip(file, 7);
        eventually(SOON, () -> happened(NodeEvent.FileDamaged.class));
        assertThat(get(peer, "a.txt")).isInstanceOf(FetchOutcome.NobodyHasIt.class);
    }

    /** As a full disk does, which root can't have for the asking: nothing can be written down, or nothing put aside. */
    @Test
    void goesOnWhenTheDiskTakesNothingAndServesNobodyWhatIsDamaged() throws Exception {
        PeerNode holder = network.join("one");
        get(holder, "a.txt");
        get(holder, "b.txt");
        holder.disconnect();
        Path obstacle = Files.createDirectory(network.databaseFiles().resolve(".reliablep2p/repairs.jsonl"));
        BitRot.flip(file, 7);
        BitRot.flip(network.databaseFiles().resolve("b.txt"), 7);

        ScrubReport report = scrub();

        assertThat(report.faults())
                .extracting(fault -> fault.file().name().text(), ScrubReport.Fault::kind)
                .containsExactlyInAnyOrder(
                        tuple("a.txt", ScrubReport.Kind.DAMAGED), tuple("b.txt", ScrubReport.Kind.DAMAGED));
        network.publish("c.txt", "new");
        eventually(SOON, () -> network.database().names().contains("c.txt")); // The directory was looked at.
        assertThat(get(network.join("two"), "a.txt")).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(network.databaseEvents)
                .anyMatch(event -> event instanceof NodeEvent.Warning warning
                        && warning.message().contains("a.txt was damaged on this disk, and can't be put aside yet"));
        assertThat(network.database().names()).containsExactly("a.txt", "b.txt", "c.txt");

        Files.delete(obstacle);
        eventually(SOON, () -> network.database().status().scrub().damaged() == 2);
        holder.connect(Optional.empty(), new Cancellation());
        eventually(SOON, () -> network.database().status().scrub().repaired() == 2);
        assertThat(file).hasContent(TEXT);
        assertThat(network.database().versions(new FileName("a.txt"))).hasSize(1);
    }

    @Test
    void aScrubThatWaitsForAnotherOneCanBeCancelled() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<ScrubReport> first = threads.submit(() -> network.database()
                .scrub(
                        (one, read, size) -> {
                            reads.countDown();
                            await(goOn);
                        },
                        new Cancellation()));
        await(reads);
        Cancellation cancellation = new Cancellation();
        Future<ScrubReport> second = threads.submit(() -> network.database().scrub(ScrubListener.SILENT, cancellation));
        cancellation.cancel();
        assertThatThrownBy(second::get).hasCauseInstanceOf(CancelledException.class);
        assertThat(first.isDone()).isFalse();
        goOn.countDown();
        assertThat(first.get().faults()).isEmpty();
    }

    @Test
    void aScrubCanBeCancelledWhileTheBackgroundFetches() throws Exception {
        PeerNode holder = network.join("one");
        get(holder, "a.txt");
        holder.disconnect();
        BitRot.flip(file, 7);
        assertThat(scrub().isWhole()).isFalse();
        network.database().throttles().down().limit(LIMIT);
        holder.connect(Optional.empty(), new Cancellation());
        eventually(SOON, () -> holder.status().bytesUp() > 0);

        CountDownLatch reads = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        Future<ScrubReport> asked =
                threads.submit(() -> network.database().scrub((one, read, size) -> reads.countDown(), cancellation));
        await(reads); // It reads although the background is at it.
        cancellation.cancel();
        assertThatThrownBy(asked::get).isInstanceOf(ExecutionException.class);
        network.database().throttles().down().limit(0);
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
