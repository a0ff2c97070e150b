package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.UpdatePeers;

class OutboxTest {
    private static final UpdatePeers CHANGE = new UpdatePeers(1, false, false, List.of(), List.of());

    private final Outbox outbox = new Outbox();

    @Test
    void putsTheWholeListInThePlaceOfChangesThatOverflow() {
        outbox.add(Collections.nCopies(Outbox.CAPACITY, CHANGE));
        outbox.add(List.of(new PongAnswer()));
        assertThat(outbox.take()).isEqualTo(new Outbox.Batch(true, List.of(new PongAnswer()), false));
    }

    @Test
    void closesWhereOtherMessagesOverflow() {
        outbox.add(Collections.nCopies(Outbox.CAPACITY, new PongAnswer()));
        outbox.add(List.of(new PongAnswer()));
        assertThat(outbox.take()).isNull();
    }

    @Test
    void remembersOfTheCatalogOnlyThatThereIsNews() {
        outbox.addCatalog();
        outbox.addCatalog();
        assertThat(outbox.take()).isEqualTo(new Outbox.Batch(false, List.of(), true));
    }

    @Test
    void hasOneSenderAtATimeAndOnlyWhileThereIsSomethingToSend() {
        assertThat(outbox.begin()).as("nothing to send").isFalse();
        outbox.add(List.of(new PongAnswer()));
        assertThat(outbox.begin()).isTrue();
        assertThat(outbox.begin()).as("somebody sends").isFalse();

        assertThat(outbox.take()).isNotNull();
        outbox.addCatalog();
        assertThat(outbox.begin()).as("the same takes that, too").isFalse();
        assertThat(outbox.take()).isNotNull();
        assertThat(outbox.take()).as("nothing more for a moment").isNull();

        outbox.addPeers();
        assertThat(outbox.begin()).isTrue();
        outbox.close();
        assertThat(outbox.take()).isNull();
        assertThat(outbox.begin()).as("closed").isFalse();
    }

    @Test
    void givesNothingMoreOnceItIsClosed() {
        outbox.add(List.of(new PongAnswer()));
        outbox.close();
        assertThat(outbox.take()).isNull();
    }
}
