package reliablep2p.protocol;

import java.util.List;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/**
 * {@code update_catalog}: the catalog, or a change of it; believed only on the connection to the database peer.
 *
 * @param number of the catalog's state after this change; rises by one with every change
 * @param whole whether {@code added} is the whole catalog in place of what was known
 * @param more whether the next message goes on with the same whole catalog
 * @param added entries to add, or to put in place of those with the same name
 * @param removed names that are withdrawn, empty in a whole catalog
 */
public record UpdateCatalog(long number, boolean whole, boolean more, List<TrustedFile> added, List<FileName> removed)
        implements Answer {
    /** Copies the lists, so that nobody can change them afterwards. */
    public UpdateCatalog {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
