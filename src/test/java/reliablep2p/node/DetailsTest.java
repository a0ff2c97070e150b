package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.secureGet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.node.peer.PeerNode;

/** What peers tell of a file, and how they know it. */
class DetailsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final FileName A = new FileName("a.txt");

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;
    private PeerNode bob;
    private PeerNode cid;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha", "b.txt", "beta"));
        ann = network.join("ann");
        bob = network.join("bob");
        cid = network.join("cid");
        eventually(SOON, () -> ann.peers().size() == 4 && bob.peers().size() == 4);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private static Map<PeerId, Provenance> known(List<Holder> holders) {
        return holders.stream().collect(Collectors.toMap(Holder::id, Holder::how));
    }

    @Test
    void tellsHowEachHolderIsKnown() throws Exception {
        get(ann, "a.txt");
        get(ann, "b.txt");
        secureGet(bob, "a.txt", ann.self().address());
        secureGet(cid, "b.txt", ann.self().address());

        Map<PeerId, Provenance> atBob = known(bob.info(A).orElseThrow().holders());
        Map<PeerId, Provenance> atCid = known(cid.info(A).orElseThrow().holders());
        Map<PeerId, Provenance> atDatabase =
                known(network.database().info(A).orElseThrow().holders());

        assertThat(atBob.get(bob.self().id())).isEqualTo(new Provenance.Here());
        assertThat(atBob.get(ann.self().id())).isInstanceOf(Provenance.Seen.class);
        assertThat(atBob.get(network.database().self().id())).isEqualTo(new Provenance.Backup());
        assertThat(atCid.get(ann.self().id()))
                .isInstanceOfSatisfying(
                        Provenance.Told.class, told -> assertThat(told.member()).contains(ann.self()));
        assertThat(atDatabase.get(ann.self().id())).isInstanceOf(Provenance.Seen.class);
        assertThat(atDatabase.get(network.database().self().id())).isEqualTo(new Provenance.Here());
        assertThat(known(cid.holders().get(0).holders())).isEqualTo(atCid);
    }

    @Test
    void showsWhoIsAway() throws Exception {
        get(ann, "a.txt");
        secureGet(bob, "a.txt", ann.self().address());
        ann.disconnect();
        eventually(SOON, () -> bob.peers().size() == 3);

        List<Holder> holders = bob.info(A).orElseThrow().holders();

        assertThat(holders).filteredOn(Holder::away).singleElement().satisfies(away -> {
            assertThat(away.id()).isEqualTo(ann.self().id());
            assertThat(away.member()).isEmpty();
        });
        assertThat(holders.get(2).away()).isTrue();
    }

    @Test
    void tellsWhenAFileCameAndWhereItIs() throws Exception {
        assertThat(ann.info(A).orElseThrow().copy()).isEmpty();
        Instant before = Instant.now().minusSeconds(5);
        get(ann, "a.txt");
        FileDetails details = ann.info(A).orElseThrow();
        Path path = network.files("ann").resolve("a.txt");
        Instant modified = Files.getLastModifiedTime(path).toInstant();

        assertThat(details.listedSince())
                .hasValueSatisfying(since -> assertThat(since).isBefore(Instant.now()));
        assertThat(details.copy()).hasValueSatisfying(copy -> {
            assertThat(copy.path()).isEqualTo(path);
            assertThat(copy.served()).isTrue();
            assertThat(copy.modified()).isAfter(before).isEqualTo(modified);
        });
    }

    @Test
    void knowsWhatLiesHereBeforeConnect() throws Exception {
        Files.createDirectories(network.files("dan"));
        Path own = Files.writeString(network.files("dan").resolve("own.txt"), "mine");
        Files.setLastModifiedTime(own, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        PeerNode dan = network.start("dan");

        FileDetails details = dan.info(new FileName("own.txt")).orElseThrow();

        assertThat(details.listedSince()).isEmpty();
        assertThat(details.holders()).isEmpty();
        assertThat(details.copy().orElseThrow().served()).isFalse();
        assertThatThrownBy(() -> dan.info(A)).isInstanceOf(NotConnectedException.class);
        assertThat(ann.info(new FileName("own.txt"))).isEmpty();
    }

    @Test
    void showsThatLookupsBecomeMoreDirect() throws Exception {
        get(ann, "a.txt");
        get(ann, "b.txt");
        NodeStatus.Learning learning = ann.status().learning();
        assertThat(learning.window()).isEqualTo(2);
        assertThat(learning.first()).isEqualTo(learning.last()).isPositive();
        assertThat(network.database().status().learning()).isEqualTo(new NodeStatus.Learning(0, 0, 0));
    }
}
