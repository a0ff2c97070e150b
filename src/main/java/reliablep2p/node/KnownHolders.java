package reliablep2p.node;

import java.util.List;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;

/**
 * A line of the address book.
 *
 * @param file its entry in the catalog
 * @param holders members believed to hold it, sorted; the database peer, which holds all, is the last
 */
public record KnownHolders(TrustedFile file, List<Member> holders) {
    /** Copies the list, so that nobody can change it afterwards. */
    public KnownHolders {
        holders = List.copyOf(holders);
    }
}
