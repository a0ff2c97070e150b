package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class OfferQueueTest {
    private final OfferQueue queue = new OfferQueue();

    private static Offer offer(String name, String sharer) {
        TrustedFile file = new TrustedFile(new FileName(name), 0, Sha256.of(new byte[0]));
        return Offer.begun(new Offer.Key(file, new PeerId(sharer.repeat(64))), Instant.EPOCH);
    }

    @Test
    void takesOneOfEachPeerInTurn() {
        for (String name : List.of("a1", "a2", "a3")) {
            queue.add(offer(name, "a"));
        }
        queue.add(offer("b1", "b"));
        queue.add(offer("c1", "c"));
        queue.add(offer("c2", "c"));

        List<String> order = new ArrayList<>();
        for (Offer next = queue.poll(); next != null; next = queue.poll()) {
            order.add(next.file().name().text());
        }

        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
        assertThat(queue.isEmpty()).isTrue();
    }
}
