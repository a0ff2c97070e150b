package reliablep2p.protocol;

import java.nio.charset.StandardCharsets;
import reliablep2p.model.OfferState;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedFile;

/**
 * {@code offer_state}: what has become of an offer. Answers {@link OfferRequest}, and comes by itself in the offerer's
 * membership connection.
 *
 * @param file what was offered
 * @param state what has become of it
 * @param version which version of its name it is, if it was approved; otherwise 0
 * @param why for a person: the reason of a rejection or failure, or empty; at most {@link Revocation#MAX_WHY} UTF-16 code
 *     units, longer ones are cut; comes from elsewhere, so escape it to print it
 */
public record OfferAnswer(TrustedFile file, OfferState state, int version, String why) implements Answer {
    /** Checks the version; cuts the reason, and replaces half surrogate pairs, which can't be sent. */
    public OfferAnswer {
        if ((state == OfferState.APPROVED) != (version > 0)) {
            throw new IllegalArgumentException("version " + version + " of a file that is " + state);
        }
        String cut = why.substring(0, Math.min(why.length(), Revocation.MAX_WHY));
        why = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
