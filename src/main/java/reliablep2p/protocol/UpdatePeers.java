package reliablep2p.protocol;

import java.util.List;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/**
 * {@code update_peers}: the peer list, or a change of it; believed only on the connection to the database peer.
 *
 * @param number of the list's state after this change; rises by one with every change
 * @param whole whether {@code joined} is the whole list in place of what was known
 * @param more whether the next message goes on with the same whole list
 * @param joined members to add
 * @param left ids to remove, empty in a whole list
 */
public record UpdatePeers(long number, boolean whole, boolean more, List<Member> joined, List<PeerId> left)
        implements Answer {
    /** Copies the lists, so that nobody can change them afterwards. */
    public UpdatePeers {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
