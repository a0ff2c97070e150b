package reliablep2p.protocol;

import java.util.List;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/**
 * {@code update_catalog}: the catalog, or a change of it; believed only on the connection to the database peer.
 *
 * @param number of the catalog's state after this change, 0 or more; rises by one with every change
 * @param whole whether {@code added} is the whole catalog in place of what was known
 * @param more whether the next message goes on with the same whole catalog
 * @param added entries to add, or to put in place of those with the same name
 * @param removed names that are withdrawn before the others are added, empty in a whole catalog
 */
public record UpdateCatalog(long number, boolean whole, boolean more, List<TrustedFile> added, List<FileName> removed)
        implements Answer {
    /** Copies the lists, and checks that a whole catalog removes nothing and a change is complete. */
    public UpdateCatalog {
        if (number < 0 || (whole ? !removed.isEmpty() : more)) {
            throw new IllegalArgumentException("not an update of the catalog");
        }
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
