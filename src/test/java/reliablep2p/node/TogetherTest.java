package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.peer.PeerNode;

/** Many small files that are fetched together. */
@Timeout(60)
class TogetherTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int COUNT = 300;
    private static final Map<String, String> FILES = files();

    @TempDir
    private Path directory;

    private final List<FetchOutcome.Fetched> fetched = Collections.synchronizedList(new ArrayList<>());
    private TestNetwork network;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, FILES);
        ann = network.join("ann");
        eventually(SOON, () -> ann.list().size() == COUNT && ann.peers().size() == 2);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void bringsAllOfThem() throws Exception {
        ann.getTogether(wanted(), fetched::add, new Cancellation());

        assertThat(fetched).hasSize(COUNT);
        assertThat(fetched)
                .extracting(FetchOutcome.Fetched::from)
                .containsOnly(network.database().self());
        assertSame("ann", FILES.keySet());
        assertThat(parts()).isEmptyDirectory();
        assertThat(ann.status().held()).isEqualTo(COUNT);
    }

    @Test
    void leavesTheDatabasePeerWhatNobodyElseHas() throws Exception {
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().size() == 3 && bob.peers().size() == 3);
        List<TrustedFile> half = wanted().stream().limit(COUNT / 2).toList();
        bob.getTogether(half, outcome -> {}, new Cancellation());

        ann.getTogether(wanted(), fetched::add, new Cancellation());

        assertThat(fetched).hasSize(COUNT);
        assertThat(fetched.stream()
                        .filter(outcome -> outcome.from().equals(bob.self()))
                        .map(FetchOutcome.Fetched::file))
                .containsExactlyInAnyOrderElementsOf(half);
    }

    @Test
    void leavesAFewToTheirOwnFetches() throws Exception {
        ann.getTogether(wanted().stream().limit(7).toList(), fetched::add, new Cancellation());

        assertThat(fetched).isEmpty();
    }

    @Test
    void aWrongFileEndsItsSourceAndComesFromAnother() throws Exception {
        TrustedFile lie = wanted().get(5);
        AtomicReference<String> map = new AtomicReference<>("{\"type\":\"map\",\"files\":[]}");
        AtomicInteger given = new AtomicInteger();
        try (RogueMember liar = new RogueMember(network.databaseAddress().port(), (asker, request) -> {
            if (request.string("type").equals("get")) {
                given.incrementAndGet();
                FakeHolder holder = new FakeHolder(
                        request.string("name"),
                        FILES.get(request.string("name")).getBytes(UTF_8));
                holder.give(asker, request, new byte[100]);
            } else {
                asker.sendFrame(map.get());
            }
        })) {
            map.set("{\"type\":\"map\",\"peers\":[\"" + liar.member().id().hex()
                    + "\"],\"files\":[{\"name\":\"" + lie.name() + "\",\"sha256\":\"" + lie.sha256()
                    + "\",\"holders\":[0]}]}");
            eventually(SOON, () -> ann.peers().size() == 3);
            ann.getTogether(wanted(), fetched::add, new Cancellation());

            assertThat(given).hasValue(1);
            assertThat(liar.asked()).isPositive();
            assertThat(fetched).hasSize(COUNT);
            assertSame("ann", FILES.keySet());
        }
    }

    @Test
    void whatIsInTheWayKeepsNoneButItsOwnFileFromItsName() throws Exception {
        Files.createDirectory(network.files("ann").resolve("small-007"));
        ann.getTogether(wanted(), fetched::add, new Cancellation());

        assertThat(network.files("ann").resolve("small-007")).isDirectory();
        assertThat(fetched.size()).isLessThan(COUNT);
        for (TrustedFile file : wanted()) {
            if (!file.name().text().equals("small-007")) {
                get(ann, file.name().text());
            }
        }
        assertThat(ann.status().held()).isEqualTo(COUNT - 1);
    }

    @Test
    void aCancellationLeavesWholeFilesAndNothingElse() throws Exception {
        Cancellation cancellation = new Cancellation();
        ann.getTogether(
                wanted(),
                outcome -> {
                    fetched.add(outcome);
                    cancellation.cancel();
                },
                cancellation);

        assertThat(fetched).isNotEmpty();
        assertThat(parts()).isEmptyDirectory();
        assertSame(
                "ann",
                fetched.stream().map(outcome -> outcome.file().name().text()).toList());
    }

    private void assertSame(String peer, Collection<String> names) {
        for (String name : names) {
            assertThat(network.files(peer).resolve(name)).hasContent(FILES.get(name));
        }
    }

    private Path parts() {
        return network.files("ann").resolve(".reliablep2p").resolve("parts");
    }

    private List<TrustedFile> wanted() throws NotConnectedException {
        return ann.list().stream().map(ListedFile::file).toList();
    }

    private static Map<String, String> files() {
        return IntStream.range(0, COUNT)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new FileName("small-%03d".formatted(number)).text(),
                        number -> ("text " + number + "\n").repeat(number),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
