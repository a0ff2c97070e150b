package reliablep2p.node.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;

/**
 * All that a peer knows and has, for the classes that need several parts of it.
 *
 * @param self this peer's id
 * @param catalog the trusted files
 * @param roles who is trusted, who was expelled
 * @param peers the members
 * @param book who holds what
 * @param held what lies here
 * @param offered what is offered to the database peer
 * @param arriving what this peer is getting
 * @param counters what was done
 */
public record Knowledge(
        PeerId self,
        Catalog catalog,
        Roles roles,
        PeerList peers,
        AddressBook book,
        HeldFiles held,
        Offered offered,
        Arriving arriving,
        Counters counters) {

    /** How many ordinary members now in the network are believed to hold which bytes; bytes that nobody has are left out. */
    public Map<Sha256, Integer> holderCounts() {
        Map<Sha256, Integer> counts = new HashMap<>();
        for (Sha256 content : book.contents()) {
            long holders = knownHolders(content).stream()
                    .filter(member -> member.role() == Role.PEER)
                    .count();
            if (holders > 0) {
                counts.put(content, (int) holders);
            }
        }
        return counts;
    }

    /** The members now in the network that are believed to hold these bytes, this peer not among them. */
    public List<Member> knownHolders(Sha256 content) {
        List<PeerId> holders = book.holders(content);
        return holders.isEmpty()
                ? List.of()
                : holders.stream().flatMap(id -> peers.find(id).stream()).toList();
    }
}
