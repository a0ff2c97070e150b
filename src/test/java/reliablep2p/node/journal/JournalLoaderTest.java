package reliablep2p.node.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeEvent.Alarm.Reason;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.TestCatalog;

/** What a peer, and the database peer, find of the journal when they start. */
class JournalLoaderTest {
    private final TestCatalog network = new TestCatalog().addFiles(5);
    private final byte[] good = network.bytes();
    private final byte[] head = network.headFile();

    @TempDir
    private Path temporary;

    private Path path;

    @BeforeEach
    void choose() {
        path = temporary.resolve("one");
    }

    @Test
    void aDamagedCopyIsPutAsideAndNothingOlderTakenInItsPlace() throws Exception {
        TestCatalog old = new TestCatalog(network.identity()).addFiles(4);
        TestCatalog other = new TestCatalog(network.identity()).addFiles(6);
        for (Map.Entry<String, byte[]> damage : damages().entrySet()) {
            path = temporary.resolve(damage.getKey());
            Copy.write(path, damage.getValue(), head);
            for (int start = 0; start < 2; start++) {
                try (Copy copy = Copy.open(path)) {
                    assertThat(copy.listed()).as(damage.getKey()).isEmpty();
                    assertThat(copy.journal.network()).isEmpty();
                    assertThat(copy.events).hasSize(start == 0 ? 1 : 0);
                    assertThat(copy.file(Floor.FILE)).exists();
                    assertThatExceptionOfType(CatalogRefusedException.class)
                            .isThrownBy(() -> copy.take(old))
                            .returns(Reason.ROLLBACK, CatalogRefusedException::reason);
                    assertThatExceptionOfType(CatalogRefusedException.class)
                            .isThrownBy(() -> copy.take(other))
                            .returns(Reason.FORK, CatalogRefusedException::reason);
                    assertThat(copy.take(old, old.head(), false)).isEmpty();
                    assertThat(copy.listed()).isEmpty();
                }
            }
            assertThat(asides()).as(damage.getKey()).isEqualTo(2);
            try (Copy copy = Copy.open(path)) {
                assertThat(copy.take(network)).hasSize(5);
                assertThat(copy.file(Floor.FILE)).doesNotExist();
            }
            try (Copy copy = Copy.open(path)) {
                assertThat(copy.listed()).hasSize(5);
                assertThat(copy.events).isEmpty();
            }
        }
    }

    private Map<String, byte[]> damages() {
        String text = new String(good, UTF_8);
        Map<String, byte[]> damages = new LinkedHashMap<>();
        damages.put("truncated", Arrays.copyOf(good, good.length - 1));
        damages.put("empty", new byte[0]);
        damages.put("zeroed", new byte[good.length]);
        damages.put("altered", text.replace("file3.txt", "evil3.txt").getBytes(UTF_8));
        damages.put("lastAltered", text.replace("file4.txt", "evil4.txt").getBytes(UTF_8));
        damages.put("garbage", "x".repeat(1 << 20).getBytes(UTF_8));
        return damages;
    }

    @Test
    void theFloorOfOneNetworkIsNoneOfAnother() throws Exception {
        TestCatalog other = new TestCatalog().addFiles(9);
        Copy.write(path, new byte[good.length], head);
        try (Copy copy = Copy.open(path)) {
            copy.take(other);
            assertThat(copy.file(Floor.FILE)).exists();
            copy.journal.enter(network.key());
            TestCatalog old = new TestCatalog(network.identity()).addFiles(4);
            assertThatExceptionOfType(CatalogRefusedException.class)
                    .isThrownBy(() -> copy.take(old))
                    .returns(Reason.ROLLBACK, CatalogRefusedException::reason);
            copy.take(network);
            assertThat(copy.file(Floor.FILE)).doesNotExist();
        }
    }

    @Test
    void aCopyWithoutAHeadThatProvesItIsPutAside() throws Exception {
        byte[] foreign = new TestCatalog().addFiles(1).headFile();
        String text = new String(head, UTF_8);
        Map<String, byte[]> heads = new LinkedHashMap<>();
        heads.put("foreign", foreign);
        heads.put("empty", new byte[0]);
        heads.put("zeroed", new byte[head.length]);
        heads.put("truncated", Arrays.copyOf(head, head.length / 2));
        heads.put(
                "altered", text.replace("\\\"number\\\":5", "\\\"number\\\":4").getBytes(UTF_8));
        heads.put("oversized", (text + " ".repeat(1 << 20)).getBytes(UTF_8));
        for (Map.Entry<String, byte[]> damage : heads.entrySet()) {
            path = temporary.resolve(damage.getKey());
            assertThat(damage.getValue()).isNotEqualTo(head);
            Copy.write(path, good, damage.getValue());
            expectPutAside(damage.getKey());
        }
        path = temporary.resolve("missing");
        Copy.write(path, good, head);
        Files.delete(Copy.file(path, JournalStore.HEAD));
        expectPutAside("missing");
    }

    private void expectPutAside(String name) throws Exception {
        try (Copy copy = Copy.open(path)) {
            assertThat(copy.listed()).as(name).isEmpty();
            assertThat(copy.journal.network()).isEmpty();
            assertThat(copy.events).as(name).singleElement().isInstanceOf(NodeEvent.Warning.class);
            assertThat(copy.take(network)).hasSize(5);
        }
    }

    @Test
    void theOwnJournalIsReadAndSignedAgain() throws Exception {
        Copy.write(path, good, head);
        try (Copy own = Copy.openOwn(path, network)) {
            assertThat(own.listed()).hasSize(5);
            assertThat(own.events).isEmpty();
        }
        assertThat(Copy.file(path, JournalStore.FILE)).hasBinaryContent(good);
        try (Copy copy = Copy.open(path)) {
            assertThat(copy.journal.head().orElseThrow().number()).isEqualTo(5);
        }
    }

    @Test
    void whatTheOperatorDecidedAndTheCrashLeftUnsignedIsKept() throws Exception {
        network.addFiles(2);
        Copy.write(path, network.bytes(), head);
        try (Copy own = Copy.openOwn(path, network)) {
            assertThat(own.listed()).hasSize(7);
            assertThat(own.journal.head().orElseThrow().number()).isEqualTo(7);
        }
    }

    @Test
    void aTornLastLineIsCutOff() throws Exception {
        network.addFiles(2);
        byte[] torn = Arrays.copyOf(network.bytes(), network.bytes().length - 10);
        Copy.write(path, torn, head);
        try (Copy own = Copy.openOwn(path, network)) {
            assertThat(own.listed()).hasSize(6);
            long length = own.journal.length(network.network());
            assertThat(torn).startsWith(Files.readAllBytes(own.file(JournalStore.FILE)));
            assertThat(own.file(JournalStore.FILE)).hasSize(length);
        }
    }

    @Test
    void anOwnJournalThatIsNotTheSignedOneStopsTheStartAndNamesTheLine() throws Exception {
        String text = new String(good, UTF_8);
        expectNoStart(text.replace("file2.txt", "evil2.txt").getBytes(UTF_8), head, "line 4: ");
        expectNoStart(text.replace("\"number\":2", "\"numbre\":2").getBytes(UTF_8), head, "line 2: ");
        expectNoStart(text.replace("file4.txt", "evil4.txt").getBytes(UTF_8), head, "line 5: ");
        expectNoStart(new byte[good.length], head, "line 1: ");
    }

    @Test
    void anOwnJournalThatIsOlderThanItsHeadStopsTheStart() throws Exception {
        expectNoStart(new TestCatalog(network.identity()).addFiles(4).bytes(), head, "shorter than what was signed");
        expectNoStart(new byte[0], head, "shorter than what was signed");
    }

    @Test
    void anotherNetworksJournalStopsTheStart() throws Exception {
        TestCatalog other = new TestCatalog().addFiles(1);
        expectNoStart(other.bytes(), other.headFile(), "identity");
        Copy.write(path, other.bytes(), head);
        Files.delete(Copy.file(path, JournalStore.HEAD));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Copy.openOwn(path, network))
                .withMessageContaining("line 1: ");
    }

    @Test
    void anOwnJournalWithoutItsHeadIsSignedAgainWithAWarning() throws Exception {
        Copy.write(path, good, "zeroed".getBytes(UTF_8));
        try (Copy own = Copy.openOwn(path, network)) {
            assertThat(own.listed()).hasSize(5);
            assertThat(own.events).singleElement().isInstanceOf(NodeEvent.Warning.class);
        }
        Files.delete(Copy.file(path, JournalStore.HEAD));
        try (Copy own = Copy.openOwn(path, network)) {
            assertThat(own.listed()).hasSize(5);
            assertThat(own.events).singleElement().isInstanceOf(NodeEvent.Warning.class);
        }
    }

    @Test
    void withoutAHeadNoWholeLineIsCutOff() throws Exception {
        byte[] altered =
                new String(good, UTF_8).replace("file2.txt", "evil2.txt").getBytes(UTF_8);
        Copy.write(path, altered, head);
        Files.delete(Copy.file(path, JournalStore.HEAD));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Copy.openOwn(path, network))
                .withMessageContaining("line 4: ");
        assertThat(Copy.file(path, JournalStore.FILE)).hasBinaryContent(altered);
    }

    private void expectNoStart(byte[] journal, byte[] beside, String why) throws Exception {
        Copy.write(path, journal, beside);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Copy.openOwn(path, network))
                .withMessageContaining(why);
        assertThat(Copy.file(path, JournalStore.FILE)).hasBinaryContent(journal);
        assertThat(Copy.file(path, JournalStore.HEAD)).hasBinaryContent(beside);
    }

    /** How many files were put aside. */
    private long asides() throws Exception {
        try (Stream<Path> all = Files.list(path.resolve(".reliablep2p"))) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("catalog"))
                    .filter(name -> !name.equals(JournalStore.FILE) && !name.equals(Floor.FILE))
                    .count();
        }
    }
}
