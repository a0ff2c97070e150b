package reliablep2p.node.fetch;

import reliablep2p.model.PeerId;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.MapAnswer;

/**
 * Merges the maps of others into the address book: names that the catalog lacks and ids that the peer list lacks are
 * dropped, and so is what a map says of this peer. Thread-safe, as its parts are.
 */
final class Hearsay {
    private final Knowledge knowledge;

    Hearsay(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Learns from what a peer told. */
    void merge(PeerId teller, MapAnswer map) {
        map.claims().stream()
                .filter(this::isListed)
                .forEach(claim -> claim.holders().stream()
                        .filter(this::isOtherMember)
                        .forEach(holder -> knowledge.book().heard(claim.sha256(), holder, teller)));
    }

    private boolean isListed(MapAnswer.Claim claim) {
        return knowledge.catalog().find(claim.name(), claim.sha256()).isPresent();
    }

    private boolean isOtherMember(PeerId id) {
        return !id.equals(knowledge.self()) && knowledge.peers().find(id).isPresent();
    }
}
