package reliablep2p.node;

import java.time.Duration;

/**
 * When kept files are read again, and how fast.
 *
 * @param rate how many bytes a second, while nobody asks for it; 0 for never by itself
 * @param first how long after the start of a peer the first round begins
 * @param rest how long after the end of one round the next one begins
 * @param patience for how long nothing may come of a file that is fetched again, and the command {@code scrub} goes on
 *     fetching when no file came
 */
public record ScrubSettings(long rate, Duration first, Duration rest, Duration patience) {
    /** Slow enough not to be noticed: a terabyte in a day and a half. */
    public static final long DEFAULT_RATE = 8L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofDays(1);

    /** The same with another first round. */
    public ScrubSettings after(Duration start) {
        return new ScrubSettings(rate, start, rest, patience);
    }

    /** A round a day. */
    public static ScrubSettings daily(long rate) {
        return new ScrubSettings(rate, FIRST, REST, PATIENCE);
    }
}
