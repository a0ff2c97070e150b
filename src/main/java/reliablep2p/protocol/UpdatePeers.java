package reliablep2p.protocol;

import java.util.List;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/**
 * {@code update_peers}: the peer list, or a change of it; believed only on the connection to the database peer.
 *
 * @param number of the list's state after this change, 0 or more; rises by one with every change
 * @param whole whether {@code joined} is the whole list in place of what was known
 * @param more whether the next message goes on with the same whole list
 * @param joined members to add, or to put in place of those with the same id
 * @param left ids to remove before the others are added, empty in a whole list
 */
public record UpdatePeers(long number, boolean whole, boolean more, List<Member> joined, List<PeerId> left)
        implements Answer {
    /** Copies the lists, and checks that a whole list removes nothing and a change is complete. */
    public UpdatePeers {
        if (number < 0 || (whole ? !left.isEmpty() : more)) {
            throw new IllegalArgumentException("not an update of the peer list");
        }
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
