package reliablep2p.model;

import java.util.Locale;

/** What has become of a file that a peer offered. */
public enum OfferState {
    /** The database peer gets its bytes. */
    FETCHING,
    /** The database peer has the bytes, and its operator has not decided yet. */
    WAITING,
    /** It is in the catalog. */
    APPROVED,
    /** The operator does not want it. */
    REJECTED,
    /** The database peer could not get the bytes, or may not take them. */
    FAILED;

    /** The word on the wire and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will become of it. */
    public boolean isFinal() {
        return this == APPROVED || this == REJECTED || this == FAILED;
    }
}
