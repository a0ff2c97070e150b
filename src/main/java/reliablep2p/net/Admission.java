package reliablep2p.net;

import java.util.HashMap;
import java.util.Map;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;

/**
 * Counts a server's connections of each peer.
 *
 * <p>Thread-safe; its monitor guards {@code ofPeer}.
 */
final class Admission {
    private final int perPeer;
    private final Map<PeerId, Integer> ofPeer = new HashMap<>();

    Admission(Limits limits) {
        perPeer = limits.connectionsPerPeer();
    }

    /** Counts one more connection of this peer, unless it has too many. */
    synchronized boolean admit(PeerId peer) {
        int count = ofPeer.getOrDefault(peer, 0);
        if (count >= perPeer) {
            return false;
        }
        ofPeer.put(peer, count + 1);
        return true;
    }

    /** A connection of this peer that was admitted has ended. */
    synchronized void release(PeerId peer) {
        ofPeer.computeIfPresent(peer, (id, count) -> count == 1 ? null : count - 1);
    }
}
