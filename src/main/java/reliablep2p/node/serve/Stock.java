package reliablep2p.node.serve;

import java.util.Optional;
import reliablep2p.model.PieceList;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.OpenFile;
import reliablep2p.storage.StorageException;

/** Where the bytes lie that are served. Thread-safe. */
public interface Stock {
    /** Whether these very bytes are here, as far as is known. */
    boolean has(TrustedFile file);

    /** Opens a file; empty if these very bytes are not here. */
    Optional<OpenFile> open(TrustedFile file);

    /**
     * The hashes of the pieces of a file that is here.
     *
     * @throws StorageException if it can't be read
     */
    PieceList pieces(TrustedFile file) throws StorageException;

    /** The file that was opened turned out to be changed: it is looked at again before it is served again. */
    void changed(TrustedFile file);
}
