package reliablep2p.node.database;

import java.time.Instant;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.protocol.OfferAnswer;

/**
 * A file that a peer offers.
 *
 * @param key what, and who offers it
 * @param since when it was offered
 * @param state what has become of it
 * @param version which version it is, if it was approved; otherwise 0
 * @param why the reason of a rejection or failure, or empty
 */
record Offer(Key key, Instant since, OfferState state, int version, String why) {
    /**
     * What tells offers apart.
     *
     * @param file what is offered
     * @param sharer who offers it
     */
    record Key(TrustedFile file, PeerId sharer) {}

    /** A new one, whose bytes are to be fetched. */
    static Offer begun(Key key, Instant now) {
        return new Offer(key, now, OfferState.FETCHING, 0, "");
    }

    Offer waiting() {
        return new Offer(key, since, OfferState.WAITING, 0, "");
    }

    Offer approved(int number) {
        return new Offer(key, since, OfferState.APPROVED, number, "");
    }

    Offer rejected(String reason) {
        return new Offer(key, since, OfferState.REJECTED, 0, reason);
    }

    Offer failed(String reason) {
        return new Offer(key, since, OfferState.FAILED, 0, reason);
    }

    TrustedFile file() {
        return key.file();
    }

    OfferAnswer answer() {
        return new OfferAnswer(key.file(), state, version, why);
    }
}
