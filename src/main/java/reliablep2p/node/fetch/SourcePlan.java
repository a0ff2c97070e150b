package reliablep2p.node.fetch;

import java.util.Optional;
import java.util.Set;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/** Whom to ask next for a file, and whose bytes will do. Used by one fetch, by its thread only. */
interface SourcePlan {
    /**
     * The next peer to ask.
     *
     * @param asked who was asked already; none of them is named again
     * @param strangers whether those may be named of whom nobody knows whether they have it
     * @return empty if nobody is left
     */
    Optional<Candidate> next(Set<PeerId> asked, boolean strangers);

    /** The one peer that every byte must come from, those of earlier transfers too; empty if anybody's will do. */
    Optional<PeerId> only();

    /**
     * Somebody to ask.
     *
     * @param member who
     * @param kind why
     */
    record Candidate(Member member, Kind kind) {}

    /** Why somebody is asked. */
    enum Kind {
        /** It is believed to have the file. */
        BELIEVED,
        /** Nobody knows. */
        UNKNOWN,
        /** It has every file, and is to be spared. */
        DATABASE
    }
}
