package reliablep2p.storage;

/** Reading the shared files was broken off, because the folder was closed or the thread interrupted. */
public final class CancelledScanException extends StorageException {
    private static final long serialVersionUID = 1L;

    CancelledScanException() {
        super("Reading the shared files was broken off, because this peer ends.");
    }
}
