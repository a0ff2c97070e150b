package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ResyncRequest.Kind;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void putsBothWholeListsInThePlaceOfWhatOverflows() {
        outbox.add(Collections.nCopies(Outbox.CAPACITY, new PongAnswer()));
        outbox.add(List.of(new PongAnswer()));

        Outbox.Batch batch = outbox.take();

        assertThat(batch).isNotNull();
        assertThat(batch.wholes()).containsExactlyInAnyOrder(Kind.PEERS, Kind.CATALOG);
        assertThat(batch.messages()).hasSize(1);
    }

    @Test
    void givesNothingMoreOnceItIsClosed() {
        outbox.add(List.of(new PongAnswer()));
        outbox.close();
        assertThat(outbox.take()).isNull();
    }
}
