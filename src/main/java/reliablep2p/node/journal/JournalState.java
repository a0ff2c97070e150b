package reliablep2p.node.journal;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;
import reliablep2p.storage.JournalFile;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.NetworkKey;
import reliablep2p.trust.journal.Position;

/**
 * How far the journal is proved.
 *
 * @param file where it lies
 * @param signed what proves it; empty before anything has been
 */
record JournalState(JournalFile file, Optional<Signed> signed) {
    /**
     * A head whose signature was checked.
     *
     * @param text as it is carried
     * @param head what it says
     * @param key who signed it
     */
    record Signed(SignedText text, CatalogHead head, NetworkKey key) {
        boolean hasEnded(Instant now) {
            return !now.isBefore(head.expires());
        }
    }

    /** Up to where the journal of this network is proved. */
    Position position(PeerId network) {
        return signed.filter(proof -> proof.key().id().equals(network))
                .map(proof -> new Position(
                        proof.head().number(),
                        proof.head().bytes(),
                        proof.head().last()))
                .orElseGet(() -> Position.start(network));
    }
}
