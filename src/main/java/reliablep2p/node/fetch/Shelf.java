package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Published;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/** Where fetched files go: the directory and the list of what is in it, kept in step. Thread-safe, as its parts are. */
public final class Shelf {
    private final PeerDirectory directory;
    private final SharedFolder folder;
    private final HeldFiles held;

    /** Makes it. */
    public Shelf(PeerDirectory directory, SharedFolder folder, HeldFiles held) {
        this.directory = directory;
        this.folder = folder;
        this.held = held;
    }

    /**
     * Whether these very bytes are here under that name; reads them all to be sure.
     *
     * @throws CancelledScanException if it was cancelled
     */
    boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        Optional<StoredFile> here = folder.verify(file, cancellation::isCancelled);
        here.ifPresentOrElse(held::add, () -> held.find(file).ifPresent(gone -> held.remove(file.name())));
        return here.isPresent();
    }

    /**
     * Makes room for a file that is to be received, and finds out what an earlier transfer left of it.
     *
     * @param only the one peer that may send it, and may have sent what was left; empty if anybody may
     * @throws CancelledScanException if it was cancelled
     * @throws StorageException if there is no room, or its name is taken by a link, pipe or directory
     */
    PartFile begin(TrustedFile file, Optional<PeerId> only, Cancellation cancellation) throws StorageException {
        return PartFile.begin(directory, file, only, work -> writer(work, file), cancellation::isCancelled);
    }

    /** Gives a file that was received its final name, once its bytes are proved. */
    Published publish(PartFile part) throws IOException, StorageException {
        Published published = part.publish();
        folder.remember(published.file());
        held.add(published.file());
        return published;
    }

    private static Thread writer(Runnable work, TrustedFile file) {
        Thread thread = new Thread(work, "part-" + file.sha256().hex().substring(0, 8));
        thread.setDaemon(true);
        return thread;
    }
}
