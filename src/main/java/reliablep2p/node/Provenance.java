package reliablep2p.node;

import java.time.LocalDate;
import java.util.Optional;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/** How this peer knows that somebody holds a file. */
public sealed interface Provenance {
    /** The holder is this peer: the bytes lie in its directory. */
    record Here() implements Provenance {}

    /** The holder is the database peer, which keeps every file of the catalog. */
    record Backup() implements Provenance {}

    /**
     * Of this peer's own seeing: the holder sent it the bytes, or took them from it to the last.
     *
     * @param day when that was last so, in UTC
     */
    record Seen(LocalDate day) implements Provenance {}

    /**
     * Hearsay, from the map of another peer.
     *
     * @param teller who said so
     * @param member the teller, if it is in the network now
     * @param day when it was last said, in UTC
     */
    record Told(PeerId teller, Optional<Member> member, LocalDate day) implements Provenance {}
}
