package reliablep2p.node.scrub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;

/** What of the catalog this peer keeps, and where. Thread-safe. */
public interface Inventory {
    /** The files that are here, as far as is known without reading them. */
    List<Kept> kept();

    /** What should be here, and is not: at the database peer each listed version, at others nothing. */
    List<TrustedFile> missing();

    /** Whether a file is here, as far as is known without reading it. */
    boolean has(TrustedFile file);

    /** One file that is here. */
    interface Kept {
        /** As the catalog lists it. */
        TrustedFile file();

        /**
         * Reads it again.
         *
         * @throws CancelledScanException if the listener stops it, or the thread is interrupted
         */
        FileCondition inspect(ReadListener listener) throws CancelledScanException;

        /**
         * Puts it aside and forgets that it was here.
         *
         * @return where it is now; empty if it is another one, or gone, meanwhile
         */
        Optional<Path> putAside() throws StorageException;
    }
}
