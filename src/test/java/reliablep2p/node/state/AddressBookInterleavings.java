package reliablep2p.node.state;

import java.time.Instant;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** The address book, of which every interleaving of a few calls has to be one after the other. */
@Param(name = "content", gen = IntGen.class, conf = "1:2")
@Param(name = "peer", gen = IntGen.class, conf = "1:3")
public class AddressBookInterleavings {
    private final AddressBook book = new AddressBook(() -> Instant.EPOCH);

    @Operation
    public void saw(@Param(name = "content") int content, @Param(name = "peer") int peer) {
        book.saw(Interleavings.content(content), Interleavings.peer(peer));
    }

    @Operation
    public void heard(
            @Param(name = "content") int content, @Param(name = "peer") int peer, @Param(name = "peer") int teller) {
        book.heard(Interleavings.content(content), Interleavings.peer(peer), Interleavings.peer(teller));
    }

    @Operation
    public void disproved(@Param(name = "content") int content, @Param(name = "peer") int peer) {
        book.disproved(Interleavings.content(content), Interleavings.peer(peer));
    }

    @Operation
    public String holders(@Param(name = "content") int content) {
        // Equals come in no particular order.
        return Interleavings.shown(
                book.holders(Interleavings.content(content)).stream().sorted().toList());
    }

    @Operation
    public int doubt(@Param(name = "content") int content, @Param(name = "peer") int peer) {
        return book.doubt(Interleavings.content(content), Interleavings.peer(peer));
    }

    @Operation
    public int take() {
        return book.take().size();
    }

    @Operation
    public boolean changed() {
        return book.changed();
    }

    @Test
    void areOneAfterTheOther() {
        Interleavings.check(AddressBookInterleavings.class);
    }
}
