package reliablep2p.node;

import java.util.List;
import reliablep2p.model.TrustedFile;

/**
 * Who is believed to hold a file, and how that is known.
 *
 * @param file its entry in the catalog
 * @param holders members sorted, the database peer after them, those that are away last
 */
public record FileHolders(TrustedFile file, List<Holder> holders) {
    /** Copies the list, so that nobody can change it afterwards. */
    public FileHolders {
        holders = List.copyOf(holders);
    }
}
