package reliablep2p.shell.command;

import java.util.List;
import reliablep2p.model.Member;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.WhoIsWho;

/** Who is who, as a peer knows it now. */
final class Acquaintances {
    private Acquaintances() {}

    static WhoIsWho of(NodeOperations node) {
        return new WhoIsWho(members(node), node.trusted());
    }

    /** The members; none before {@code connect}. */
    static List<Member> members(NodeOperations node) {
        try {
            return node.peers();
        } catch (NotConnectedException e) {
            return List.of();
        }
    }
}
