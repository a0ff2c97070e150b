package reliablep2p.model;

import java.util.Locale;

/** What a member of the network is. */
public enum Role {
    /** The always-on peer that keeps the peer list, the catalog and the backup. */
    DATABASE,
    /** Any other peer. */
    PEER;

    /** The word on the wire and in JSON: {@code database} or {@code peer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
