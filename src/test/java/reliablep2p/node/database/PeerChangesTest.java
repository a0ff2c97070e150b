package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.protocol.UpdatePeers;

class PeerChangesTest {
    private static final int FRAME = 64 * 1024;
    private static final Member ANN = member(1);
    private static final Member BOB = member(2);

    private final PeerChanges changes = new PeerChanges();

    private static Member member(int number) {
        return new Member(
                PeerId.ofCertificate(new byte[] {(byte) number, (byte) (number >> 8)}),
                new Address("127.0.0.1", 9_000 + number),
                Role.PEER);
    }

    @Test
    void tellsWhoCameAndWhoWentTogetherAndOnce() {
        changes.join(ANN);
        changes.leave(BOB.id());
        assertThat(changes.take(7, FRAME))
                .containsExactly(new UpdatePeers(7, false, false, List.of(ANN), List.of(BOB.id())));
        assertThat(changes.take(8, FRAME)).isEmpty();
    }

    @Test
    void whoCameAndWentHasLeft() {
        changes.join(ANN);
        changes.leave(ANN.id());
        assertThat(changes.take(1, FRAME))
                .containsExactly(new UpdatePeers(1, false, false, List.of(), List.of(ANN.id())));
    }

    @Test
    void whoWentAndCameAgainIsThere() {
        changes.leave(ANN.id());
        changes.join(ANN);
        assertThat(changes.take(1, FRAME)).containsExactly(new UpdatePeers(1, false, false, List.of(ANN), List.of()));
    }

    @Test
    void aCrowdTakesSeveralMessagesWithNumbersOfTheirOwn() {
        for (int i = 0; i < 2_000; i++) {
            changes.join(member(i));
        }
        List<UpdatePeers> updates = changes.take(5, FRAME);
        assertThat(updates).hasSizeGreaterThan(1);
        assertThat(updates.get(1).number()).isEqualTo(6);
        assertThat(updates.stream().mapToInt(update -> update.joined().size()).sum())
                .isEqualTo(2_000);
    }
}
