package reliablep2p.node.scrub;

import java.util.Collection;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.StorageException;

/** Has files fetched again that somebody else than a scrub has found missing. Stateless. */
public final class Wishes {
    private Wishes() {}

    /**
     * These files are to be fetched again; on the disk before this returns.
     *
     * @throws StorageException if that can't be written down, or too many wait
     */
    public static void add(Repairs repairs, Collection<TrustedFile> files) throws StorageException {
        for (TrustedFile file : files) {
            repairs.add(file);
        }
    }
}
