package reliablep2p.node.state;

import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/** The peer list, of which every interleaving of a few calls has to be one after the other. */
@Param(name = "id", gen = IntGen.class, conf = "1:3")
@Param(name = "port", gen = IntGen.class, conf = "1:2")
public class PeerListInterleavings {
    private final PeerList peers = new PeerList();

    @Operation
    public String join(@Param(name = "id") int id, @Param(name = "port") int port) {
        return Interleavings.shown(
                peers.apply(List.of(Interleavings.member(id, port)), List.of()).joined());
    }

    @Operation
    public String leave(@Param(name = "id") int id) {
        return Interleavings.shown(
                peers.apply(List.of(), List.of(Interleavings.peer(id))).left());
    }

    @Operation
    public String replace(@Param(name = "id") int id, @Param(name = "port") int port) {
        PeerList.Change change = peers.replaceAll(List.of(Interleavings.member(id, port)));
        return Interleavings.shown(change.joined()) + "; "
                + Interleavings.shown(change.left().stream().sorted().toList());
    }

    @Operation
    public String members() {
        return Interleavings.shown(peers.members());
    }

    @Operation
    public boolean knows(@Param(name = "id") int id) {
        PeerId peer = Interleavings.peer(id);
        Optional<Member> found = peers.find(peer);
        return found.isPresent();
    }

    @Test
    void areOneAfterTheOther() {
        Interleavings.check(PeerListInterleavings.class);
    }
}
