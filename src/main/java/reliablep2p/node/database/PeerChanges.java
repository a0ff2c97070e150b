package reliablep2p.node.database;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.Pages;
import reliablep2p.protocol.UpdatePeers;

/** Who came and went since the members were told last. Not thread-safe: {@link Registry} guards it. */
final class PeerChanges {
    private final Map<PeerId, Member> joined = new LinkedHashMap<>();
    private final Set<PeerId> left = new LinkedHashSet<>();

    void join(Member member) {
        left.remove(member.id());
        joined.put(member.id(), member);
    }

    void leave(PeerId id) {
        joined.remove(id);
        left.add(id); // Even of one that nobody was told of: that may have been in a whole list.
    }

    /**
     * Takes all of it out, as what the members are to be told; nothing if nothing changed.
     *
     * @param firstNumber of the first message
     * @param maxBytes of a frame
     */
    List<UpdatePeers> take(long firstNumber, int maxBytes) {
        List<UpdatePeers> updates = Pages.peerChanges(firstNumber, joined.values(), left, maxBytes);
        joined.clear();
        left.clear();
        return updates;
    }
}
