package reliablep2p.node;

/**
 * What the database peer does with files that are offered.
 *
 * @param policy which ones it approves without its operator
 * @param waitingPerPeer how many bytes of one peer may wait, or be on their way
 * @param waiting how many bytes of all peers may wait, or be on their way
 */
public record OfferSettings(Policy policy, long waitingPerPeer, long waiting) {
    private static final long GIB = 1L << 30;

    /** Which offers are approved without the operator. */
    public enum Policy {
        /** Every offer. */
        ALL,
        /** The offers of trusted peers. */
        TRUSTED,
        /** None. */
        NONE
    }

    /** The settings that the program runs with if nobody says anything else. */
    public static OfferSettings defaults() {
        return new OfferSettings(Policy.TRUSTED, GIB, 10 * GIB);
    }
}
