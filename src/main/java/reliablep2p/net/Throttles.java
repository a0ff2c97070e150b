package reliablep2p.net;

/**
 * The limits of both directions.
 *
 * @param up of what this peer sends
 * @param down of what it receives
 */
public record Throttles(Throttle up, Throttle down) {
    /** No limits. */
    public static Throttles none() {
        return new Throttles(new Throttle(), new Throttle());
    }
}
