package reliablep2p.model;

import java.time.Instant;

/**
 * That a file was taken back.
 *
 * @param when by the database peer's clock
 * @param why the operator's words, at most {@value #MAX_WHY} UTF-16 code units, or empty; to be escaped before it is
 *     printed
 */
public record Revocation(Instant when, String why) {
    /** The longest reason, in UTF-16 code units: of a revocation, a rejection, an expulsion, or the note of a role. */
    public static final int MAX_WHY = 200;
}
