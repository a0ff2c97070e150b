package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.Destination;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.Published;
import reliablep2p.storage.StorageException;

/** Where fetched files go. Thread-safe. */
public interface Shelf {
    /** Whether this file is wanted; asked again and again while it comes, because it may be taken back meanwhile. */
    boolean wants(TrustedFile file);

    /**
     * Whether these very bytes are here already; reads them all to be sure.
     *
     * @throws CancelledScanException if it was cancelled
     */
    boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException;

    /**
     * Makes room for a file that is to be received, and finds out what an earlier transfer left of it.
     *
     * @param pieces how its bytes are verified
     * @param only the one peer that may send it, and may have sent what was left; empty if anybody may
     * @throws CancelledScanException if it was cancelled
     * @throws StorageException if there is no room, or its name is taken by a link, pipe or directory
     */
    PartFile begin(TrustedFile file, PartFile.Piecewise pieces, Optional<PeerId> only, Cancellation cancellation)
            throws StorageException;

    /** For small files that are made sure of on the disk together. */
    FileGroup group();

    /** Where this file goes. */
    Destination destination(TrustedFile file);

    /** A file has its final place; {@link #publish} does this by itself. */
    void placed(Published published);

    /** Gives a file that was received its final place, once its bytes are proved. */
    Published publish(TrustedFile file, PartFile part) throws IOException, StorageException;
}
