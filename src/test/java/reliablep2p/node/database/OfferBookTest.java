package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.PeerDirectory;

class OfferBookTest {
    private static final PeerId ANN = new PeerId("a".repeat(64));
    private static final PeerId BOB = new PeerId("b".repeat(64));

    @TempDir
    private Path home;

    private final List<NodeEvent> events = new ArrayList<>();
    private PeerDirectory directory;
    private OfferBook book;

    @BeforeEach
    void open() throws Exception {
        directory = PeerDirectory.open(home.resolve("db"));
        book = OfferBook.load(directory, events::add);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static Offer offer(String name, PeerId sharer, long size) {
        TrustedFile file = new TrustedFile(new FileName(name), size, Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
        return Offer.begun(new Offer.Key(file, sharer), Instant.parse("2026-01-01T12:00:00Z"));
    }

    @Test
    void keepsWhatWaitsOverARestartAndForgetsWhatWasBeingFetched() throws Exception {
        Offer waiting = offer("ä \"plan\".txt", ANN, Long.MAX_VALUE).waiting();
        book.put(waiting);
        book.put(offer("fetching.txt", BOB, 1));
        assertThat(OfferBook.load(directory, events::add).open()).containsExactly(waiting);
        assertThat(events).isEmpty();
    }

    @Test
    void tellsADecisionOnceThatItsOffererHasNotHeard() throws Exception {
        Offer decided = offer("plan.txt", ANN, 1).rejected("no \u001b[2J");
        book.untold(decided);
        OfferBook again = OfferBook.load(directory, events::add);
        assertThat(again.takeUntold(BOB)).isEmpty();
        assertThat(again.takeUntold(ANN)).containsExactly(decided);
        assertThat(OfferBook.load(directory, events::add).takeUntold(ANN)).isEmpty();
    }

    @Test
    void putsADamagedListAsideAndSaysSo() throws Exception {
        book.put(offer("plan.txt", ANN, 1).waiting());
        directory.write(OfferBook.FILE, "{\"name\":\"../x\"}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(OfferBook.load(directory, events::add).open()).isEmpty();
        assertThat(events).singleElement().isInstanceOf(NodeEvent.Warning.class);
        assertThat(directory.exists(OfferBook.FILE)).isFalse();
    }

    @Test
    void hasRoomForSoMuchAndNoMore() {
        OfferQuota quota = new OfferQuota(10, 15, 2, 3);
        List<Offer> open = List.of(offer("one", ANN, 6), offer("two", BOB, 4));
        assertThat(quota.refusal(open, ANN, 4)).isEmpty();
        assertThat(quota.refusal(open, ANN, 5)).isPresent();
        assertThat(quota.refusal(open, BOB, 6)).isPresent();
        assertThat(quota.refusal(open, BOB, 5)).isEmpty();
        assertThat(quota.refusal(open, BOB, Long.MAX_VALUE)).isPresent();
        assertThat(quota.refusal(List.of(open.get(0), offer("three", ANN, 0)), ANN, 0))
                .isPresent();
        PeerId cid = new PeerId("c".repeat(64));
        assertThat(quota.refusal(List.of(open.get(0), open.get(1), offer("three", ANN, 0)), cid, 0))
                .isPresent();
    }
}
