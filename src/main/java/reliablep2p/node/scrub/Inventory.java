package reliablep2p.node.scrub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;

/** What of the catalog this peer keeps, and where. Thread-safe. */
public interface Inventory {
    /** The files that are here, as far as is known without reading them. */
    List<Kept> kept();

    /**
     * Finds what should be here, and is not: at the database peer each listed version that nobody has deleted, at others
     * nothing.
     *
     * @param found is told what is to be fetched; nobody decides what is deleted until it returns
     * @return what is missing and can't be fetched, because something else is in its place
     */
    List<TrustedFile> missing(Consumer<List<TrustedFile>> found);

    /** Whether a file is here, as far as is known without reading it. */
    boolean has(TrustedFile file);

    /** Whether a file that waits to be fetched again should still be here. */
    boolean wants(TrustedFile file);

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

        /** Forgets that it is here, without touching the disk; nobody is given it any more. */
        void distrust();

        /**
         * Puts it aside, after {@link #distrust}.
         *
         * @return where it is now; empty if it is another one, or gone, meanwhile
         */
        Optional<Path> putAside() throws StorageException;
    }
}
