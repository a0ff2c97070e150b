package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemberTest {
    private static final PeerId FIRST = new PeerId("0".repeat(64));
    private static final PeerId LAST = new PeerId("f".repeat(64));

    @Test
    void sortsByAddressThenId() {
        Member low = new Member(LAST, new Address("localhost", 9000), Role.DATABASE);
        Member high = new Member(FIRST, new Address("localhost", 9001), Role.PEER);
        Member twin = new Member(LAST, new Address("localhost", 9001), Role.PEER);
        assertThat(Stream.of(twin, high, low).sorted()).containsExactly(low, high, twin);
    }

    @Test
    void isShownByItsAddressAndTheBeginningOfItsId() {
        assertThat(new Member(FIRST, new Address("::1", 9000), Role.PEER)).hasToString("[::1]:9000 (00000000)");
    }
}
