package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ScrubReport.Kind;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.BitRot;

/** The bytes of offers that wait, when the disk of the database peer damages them. */
@Timeout(60)
class RottenOfferTest {
    private static final FileName PLAN = new FileName("plan.txt");
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final ShareListener SILENT = new ShareListener() {
        @Override
        public void reading(Path path, long read, long size) {}

        @Override
        public void sending(TrustedFile file, long sent) {}
    };

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;
    private Path plan;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory);
        ann = network.join("ann");
        plan = Files.writeString(directory.resolve("plan.txt"), "the plan");
        assertThat(share()).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private ShareOutcome share() throws Exception {
        return ann.share(plan, SILENT, new Cancellation());
    }

    private ScrubReport scrub() throws Exception {
        return network.database().scrub(ScrubListener.SILENT, new Cancellation());
    }

    private Path kept() throws Exception {
        Path vault = network.databaseFiles().resolve(".reliablep2p/vault");
        try (Stream<Path> files = Files.list(vault)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void areReadToo() throws Exception {
        assertThat(scrub().files()).isEqualTo(1);
    }

    @Test
    void arePutAsideAndComeBackWhenTheFileIsSharedAgain() throws Exception {
        Path bytes = kept();
        BitRot.flip(bytes, 3);

        ScrubReport report = scrub();

        assertThat(report.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.DAMAGED);
            assertThat(fault.aside().orElseThrow()).exists();
            assertThat(fault.repaired()).isFalse();
        });
        assertThat(bytes).doesNotExist();
        assertThat(network.databaseEvents)
                .anyMatch(event -> event instanceof NodeEvent.Warning warning
                        && warning.message().contains("has to share it again"));
        assertThat(network.database().status().scrub().waiting()).isEqualTo(1);
        assertThat(scrub().faults()).extracting(ScrubReport.Fault::kind).containsExactly(Kind.MISSING);

        assertThat(share()).isInstanceOf(ShareOutcome.Waiting.class);
        assertThat(bytes).hasContent("the plan");
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
        network.database().operator().approve(PLAN, Optional.empty(), new Cancellation());
        assertThat(network.databaseFiles().resolve("plan.txt")).hasContent("the plan");
    }

    @Test
    void waitOnAfterARestart() throws Exception {
        BitRot.flip(kept(), 3);
        scrub();
        network.killDatabase();
        network.restartDatabase();
        assertThat(network.database().operator().pending()).hasSize(1);
        assertThat(network.database().status().scrub().waiting()).isEqualTo(1);
        eventually(SOON, () -> network.database().peers().size() == 2);
        assertThat(share()).isInstanceOf(ShareOutcome.Waiting.class);
        assertThat(kept()).hasContent("the plan");
        eventually(SOON, () -> network.database().status().scrub().waiting() == 0);
    }

    @Test
    void areWantedNoMoreWhenTheOfferIsRejected() throws Exception {
        BitRot.flip(kept(), 3);
        scrub();
        network.database().operator().reject(PLAN, Optional.empty(), "");
        assertThat(scrub().faults()).isEmpty();
    }
}
