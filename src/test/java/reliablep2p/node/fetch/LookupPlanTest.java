package reliablep2p.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.node.state.AddressBook;
import reliablep2p.node.state.PeerList;

class LookupPlanTest {
    private static final Sha256 FILE = Sha256.of(new byte[] {1});
    private static final Member SELF = member(1, Role.PEER);
    private static final Member DATABASE = member(2, Role.DATABASE);
    private static final Member ANN = member(3, Role.PEER);
    private static final Member BOB = member(4, Role.PEER);
    private static final Member EVE = member(5, Role.PEER);

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final AddressBook book = new AddressBook(() -> now);
    private final PeerList peers = new PeerList();
    private final LookupPlan plan = new LookupPlan(FILE, SELF.id(), peers, book, new Random(1));

    @BeforeEach
    void fillPeerList() {
        peers.apply(List.of(SELF, DATABASE, ANN, BOB, EVE), List.of());
    }

    @Test
    void asksWhoIsBelievedThenStrangersAndTheDatabasePeerLast() {
        book.heard(FILE, BOB.id(), EVE.id());
        book.saw(FILE, ANN.id());

        List<Member> order = order();

        assertThat(order.subList(0, 2)).containsExactly(ANN, BOB);
        assertThat(order.subList(2, 4)).containsExactly(EVE, DATABASE);
    }

    @Test
    void asksWhoHasJustStalledWhenNobodyElseIsLeft() {
        book.saw(FILE, ANN.id());
        book.stalled(ANN.id());
        book.stalled(BOB.id());

        List<Member> order = order();

        assertThat(order.subList(0, 2)).containsExactly(EVE, DATABASE);
        assertThat(order.subList(2, 4)).containsExactlyInAnyOrder(ANN, BOB);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(order().get(0)).as("a minute later").isEqualTo(ANN);
    }

    /** Whom it names, one after the other. */
    private List<Member> order() {
        List<Member> order = new ArrayList<>();
        Set<PeerId> asked = new HashSet<>();
        Optional<SourcePlan.Candidate> next = plan.next(asked, true);
        while (next.isPresent()) {
            order.add(next.get().member());
            asked.add(next.get().member().id());
            next = plan.next(asked, true);
        }
        return order;
    }

    private static Member member(int number, Role role) {
        PeerId id = PeerId.ofCertificate(new byte[] {(byte) number});
        return new Member(id, new Address("127.0.0.1", 5_000 + number), role);
    }
}
