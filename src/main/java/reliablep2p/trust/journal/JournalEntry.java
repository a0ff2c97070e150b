package reliablep2p.trust.journal;

import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;

/** What a line of the journal says; {@code docs/PROTOCOL.md}, section "Catalog". */
public sealed interface JournalEntry {
    /**
     * A file came into the catalog.
     *
     * @param pieces how it is cut
     * @param version higher than those of this name before
     * @param by what made the database peer approve it
     * @param sharer who offered it; empty if it lay in the database peer's directory
     */
    record Approved(TrustedFile file, Pieces pieces, int version, Approval.By by, Optional<PeerId> sharer)
            implements JournalEntry {}

    /**
     * A file was taken back.
     *
     * @param version empty for all versions
     * @param why the operator's words, or empty
     */
    record Revoked(FileName name, OptionalInt version, String why) implements JournalEntry {}

    /**
     * A peer was given the role of a trusted peer.
     *
     * @param note the operator's words, or empty
     */
    record Granted(PeerId peer, String note) implements JournalEntry {}

    /** A peer has lost the role of a trusted peer. */
    record Taken(PeerId peer) implements JournalEntry {}

    /**
     * A peer was expelled.
     *
     * @param why the operator's words, or empty
     */
    record Expelled(PeerId peer, String why) implements JournalEntry {}

    /** An expelled peer may come back. */
    record Readmitted(PeerId peer) implements JournalEntry {}

    /**
     * A line about a name that this Java does not allow, as another version of Unicode may: it belongs to the chain, and
     * has no effect.
     *
     * @param why the rule that the name breaks
     */
    record Unusable(String why) implements JournalEntry {}
}
