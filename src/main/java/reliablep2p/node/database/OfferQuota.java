package reliablep2p.node.database;

import java.util.Collection;
import java.util.Optional;
import reliablep2p.model.PeerId;

/**
 * How much may wait for the operator, or for its bytes, so that offers fill neither disk nor memory. Immutable.
 *
 * @param bytesPerPeer of one peer's offers
 * @param bytes of all offers
 * @param offersPerPeer how many one peer may have
 * @param offers how many there may be
 */
record OfferQuota(long bytesPerPeer, long bytes, int offersPerPeer, int offers) {
    /** How many offers one peer may have. */
    static final int OFFERS_PER_PEER = 1_000;

    /** How many offers there may be. */
    static final int OFFERS = 10_000;

    /**
     * Why there is no room for one more.
     *
     * @param open the offers that are not decided
     */
    Optional<String> refusal(Collection<Offer> open, PeerId sharer, long size) {
        long own = 0;
        long ownBytes = 0;
        long allBytes = 0;
        for (Offer offer : open) {
            allBytes += offer.file().size();
            if (offer.key().sharer().equals(sharer)) {
                own++;
                ownBytes += offer.file().size();
            }
        }
        if (own >= offersPerPeer || open.size() >= offers) {
            return Optional.of("too many files of yours, or of all peers, wait already; ask the operator to decide");
        }
        // Sizes are what peers say, up to the largest number: a sum could pass it.
        if (size > bytesPerPeer - ownBytes || size > bytes - allBytes) {
            return Optional.of(
                    "there is no room for its " + size + " bytes among the files that wait: one peer may have "
                            + bytesPerPeer + ", all peers " + bytes + "; ask the operator to decide");
        }
        return Optional.empty();
    }
}
