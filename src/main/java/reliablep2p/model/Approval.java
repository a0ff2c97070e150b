package reliablep2p.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file came into the catalog.
 *
 * @param when by the database peer's clock
 * @param by what made the database peer approve it
 * @param sharer the peer that offered it; empty if it lay in the database peer's directory
 */
public record Approval(Instant when, By by, Optional<PeerId> sharer) {
    /** What may make the database peer approve a file. */
    public enum By {
        /** The operator copied it into the directory. */
        DIRECTORY,
        /** The operator approved an offer that waited. */
        OPERATOR,
        /** The peer that offered it is trusted. */
        TRUSTED,
        /** Every offer is approved in this network. */
        ALL;

        /** The word in the journal and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
