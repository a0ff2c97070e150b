package reliablep2p.node.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;

/**
 * Offers whose bytes are to be fetched: one of each peer in turn, so that a peer with a thousand of them holds up nobody
 * else.
 *
 * <p>Not thread-safe: used under the lock of {@link OfferDesk}. Bounded by {@link OfferQuota}.
 */
final class OfferQueue {
    private final Map<PeerId, Deque<Offer>> waiting = new LinkedHashMap<>();

    void add(Offer offer) {
        waiting.computeIfAbsent(offer.key().sharer(), sharer -> new ArrayDeque<>())
                .add(offer);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes out the oldest offer of the peer that was served longest ago; null if there is none. */
    @Nullable
    Offer poll() {
        Iterator<Map.Entry<PeerId, Deque<Offer>>> peers = waiting.entrySet().iterator();
        if (!peers.hasNext()) {
            return null;
        }
        Map.Entry<PeerId, Deque<Offer>> next = peers.next();
        PeerId sharer = next.getKey();
        Deque<Offer> offers = next.getValue();
        peers.remove();
        Offer offer = offers.poll();
        if (!offers.isEmpty()) {
            waiting.put(sharer, offers);
        }
        return offer;
    }
}
