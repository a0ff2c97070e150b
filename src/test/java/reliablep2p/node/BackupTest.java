package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.database.Operator;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.BitRot;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/** The database peer's directory, copied while it works, and started again from the copy. */
@Timeout(60)
class BackupTest {
    private static final String TEXT = "some bytes that matter ".repeat(1_000);

    private static final ShareListener SILENT = new ShareListener() {
        @Override
        public void reading(Path path, long read, long size) {}

        @Override
        public void sending(TrustedFile file, long sent) {}
    };

    @TempDir
    private Path directory;

    private TestNetwork network;
    private Path copies;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(
                Files.createDirectory(directory.resolve("network")), Map.of("a.txt", TEXT, "b.txt", "other bytes"));
        copies = Files.createDirectory(directory.resolve("copies"));
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private BackupReport backup(Path parent) throws Exception {
        return network.database().backup(parent, ScrubListener.SILENT, new Cancellation());
    }

    private DatabaseNode restored(Path backup, int port) throws Exception {
        return DatabaseNode.start(
                PeerDirectory.open(backup),
                new NodeSettings(TestNetwork.HOST, port, new Address(TestNetwork.HOST, 1), network.limits()),
                OfferSettings.defaults(),
                Samples.none(),
                event -> {});
    }

    @Test
    void aPeerGoesOnWithTheCopyAsIfNothingHadHappened() throws Exception {
        PeerNode peer = network.join("one");
        BackupReport report = backup(copies.resolve("monday"));
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.left()).isEmpty();

        int port = network.databaseAddress().port();
        network.killDatabase();
        try (DatabaseNode again = restored(report.directory(), port)) {
            assertThat(again.names()).containsExactly("a.txt", "b.txt");
            assertThat(again.self().id()).isEqualTo(network.database().self().id());
            eventually(
                    Duration.ofSeconds(20),
                    () -> peer.status().connection() == NodeStatus.Standing.CONNECTED
                            && again.peers().size() == 2);
            assertThat(get(peer, "a.txt")).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(again.versions(new FileName("a.txt"))).hasSize(1);
        }
    }

    @Test
    void whatWasDamagedWhenItWasMadeIsFetchedBackAndNeverRevoked() throws Exception {
        PeerNode holder = network.join("holder");
        get(holder, "a.txt");
        get(holder, "b.txt");
        holder.close();
        BitRot.flip(network.databaseFiles().resolve("b.txt"), 3);
        network.database().scrub(ScrubListener.SILENT, new Cancellation()); // Puts it aside, and finds nobody.
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 3);
        BackupReport report = backup(copies);
        assertThat(report.left()).extracting(file -> file.name().text()).containsExactly("a.txt", "b.txt");

        int port = network.databaseAddress().port();
        network.killDatabase();
        try (DatabaseNode again = restored(report.directory(), port)) {
            network.join("holder");
            eventually(
                    Duration.ofSeconds(20),
                    () -> Files.exists(report.directory().resolve("a.txt"))
                            && Files.exists(report.directory().resolve("b.txt")));
            assertThat(report.directory().resolve("a.txt")).hasContent(TEXT);
            assertThat(report.directory().resolve("b.txt")).hasContent("other bytes");
            assertThat(again.names()).containsExactly("a.txt", "b.txt");
            assertThat(again.report().status().entries()).isEqualTo(report.entries());
        }
    }

    @Test
    void isConsistentWhileFilesComeAndGo() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService operator = Executors.newSingleThreadExecutor();
        Future<?> work = operator.submit(() -> {
            for (int i = 0; !done.get(); i++) {
                network.publish("new" + i % 5 + ".txt", "version " + i);
                network.database().operator().trust(new PeerId(String.format("%064x", i)), "note " + i);
            }
            return null;
        });
        try {
            for (int i = 0; i < 5; i++) {
                BackupReport report = backup(copies.resolve("copy" + i));
                try (DatabaseNode copy = restored(report.directory(), 0)) {
                    assertThat(copy.report().status().entries()).isGreaterThanOrEqualTo(report.entries());
                    assertThat(copy.names()).contains("a.txt", "b.txt");
                    assertThat(copy.scrub(ScrubListener.SILENT, new Cancellation())
                                    .faults())
                            .allMatch(fault -> fault.kind() == ScrubReport.Kind.MISSING);
                }
            }
        } finally {
            done.set(true);
            work.get();
            operator.shutdown();
        }
    }

    @Test
    void leavesOutWhatIsDamagedAndSaysSo() throws Exception {
        BitRot.flip(network.databaseFiles().resolve("a.txt"), 3);
        BackupReport report = backup(copies);
        assertThat(report.left()).extracting(file -> file.name().text()).containsExactly("a.txt");
        assertThat(report.directory().resolve("a.txt")).doesNotExist();
        assertThat(report.directory().resolve("b.txt")).hasContent("other bytes");
    }

    @Test
    void isMadeAloneAndSaysSoToTheSecond() throws Exception {
        List<String> answers = new ArrayList<>();
        BackupReport report = network.database()
                .backup(
                        copies,
                        (file, read, size) -> {
                            if (answers.isEmpty()) {
                                answers.add(catchThrowable(() -> backup(copies)).getMessage());
                            }
                        },
                        new Cancellation());
        assertThat(answers).containsExactly("Another backup is being made; try again when it is done.");
        assertThat(report.directory().resolve("a.txt")).hasContent(TEXT);
        assertThat(report.directory().resolve("b.txt")).hasContent("other bytes");
        assertThat(backup(copies.resolve("second")).files()).isEqualTo(2);
    }

    private List<String> waiting(DatabaseNode node) {
        return node.operator().pending().stream()
                .filter(offer -> offer.state() == OfferState.WAITING)
                .map(offer -> offer.file().name().text())
                .toList();
    }

    private void offer(PeerNode peer, String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "the bytes of " + name);
        assertThat(peer.share(file, SILENT, new Cancellation())).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void holdsTheOffersThatWaitedWhenItBeganWhateverIsDecidedMeanwhile() throws Exception {
        PeerNode peer = network.join("one");
        offer(peer, "c.txt");
        offer(peer, "d.txt");
        offer(peer, "e.txt");
        AtomicBoolean decided = new AtomicBoolean();
        Operator operator = network.database().operator();
        BackupReport report = network.database()
                .backup(
                        copies,
                        (file, read, size) -> {
                            if (decided.compareAndSet(false, true)) {
                                assertThatCode(() -> {
                                            for (String name : List.of("c.txt", "d.txt")) {
                                                operator.approve(
                                                        new FileName(name), Optional.empty(), new Cancellation());
                                            }
                                            operator.reject(new FileName("e.txt"), Optional.empty(), "no");
                                        })
                                        .doesNotThrowAnyException();
                            }
                        },
                        new Cancellation());
        assertThat(network.database().names()).contains("c.txt", "d.txt");
        assertThat(report.left()).isEmpty();
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.files()).isEqualTo(4);

        network.killDatabase();
        Files.delete(report.directory().resolve(".reliablep2p/restored")); // Nobody is there who knows more.
        try (DatabaseNode again = restored(report.directory(), 0)) {
            assertThat(waiting(again)).containsExactly("c.txt", "d.txt");
            again.operator().approve(new FileName("d.txt"), Optional.empty(), new Cancellation());
            assertThat(report.directory().resolve("d.txt")).hasContent("the bytes of d.txt");
            assertThat(again.names()).containsExactly("a.txt", "b.txt", "d.txt");
        }
    }

    @Test
    void holdsOffersThatNobodyDecides() throws Exception {
        offer(network.join("one"), "c.txt");
        offer(network.peers().get(0), "d.txt");
        BackupReport report = backup(copies);
        try (DatabaseNode again = restored(report.directory(), 0)) {
            assertThat(waiting(again)).containsExactly("c.txt", "d.txt");
        }
    }

    @Test
    void neverWritesOverAnEarlierCopy() throws Exception {
        backup(copies);
        assertThatThrownBy(() -> backup(copies))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void leavesNothingBehindWhenItIsCancelled() throws Exception {
        Cancellation cancelled = new Cancellation();
        assertThatThrownBy(() -> network.database().backup(copies, (file, read, size) -> cancelled.cancel(), cancelled))
                .isInstanceOf(CancelledException.class);
        assertThat(copies).isEmptyDirectory();
        assertThat(Optional.of(backup(copies).files())).contains(2);
    }
}
