package reliablep2p.node.serve;

import java.util.HashMap;
import java.util.Map;
import reliablep2p.model.PeerId;

/**
 * Bounds how many files are sent to one peer at a time.
 *
 * <p>Thread-safe: the monitor of {@code taken} guards it.
 */
final class UploadSlots {
    private final Map<PeerId, Integer> taken = new HashMap<>();
    private final int perPeer;

    UploadSlots(int perPeer) {
        this.perPeer = perPeer;
    }

    /** Takes a slot; false if the peer has all of its own. */
    boolean take(PeerId peer) {
        synchronized (taken) {
            int now = taken.getOrDefault(peer, 0);
            if (now >= perPeer) {
                return false;
            }
            taken.put(peer, now + 1);
            return true;
        }
    }

    /** Gives a slot back that was taken. */
    void giveBack(PeerId peer) {
        synchronized (taken) {
            taken.computeIfPresent(peer, (p, now) -> now == 1 ? null : now - 1);
        }
    }
}
