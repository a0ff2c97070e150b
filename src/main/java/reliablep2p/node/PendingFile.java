package reliablep2p.node;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;

/**
 * A file that was offered to the database peer and is not decided.
 *
 * @param file what was offered
 * @param sharer who offered it
 * @param member the sharer, if it is in the network now
 * @param since when it was offered
 * @param state {@link OfferState#FETCHING} or {@link OfferState#WAITING}
 * @param version which version of its name it would be
 */
public record PendingFile(
        TrustedFile file, PeerId sharer, Optional<Member> member, Instant since, OfferState state, int version) {}
