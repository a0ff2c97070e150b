package reliablep2p.storage;

/**
 * Reading files was broken off: the folder was closed, the thread interrupted, or whoever wanted them read has cancelled
 * it and knows.
 */
public final class CancelledScanException extends StorageException {
    private static final long serialVersionUID = 1L;

    CancelledScanException() {
        super("Reading the shared files was broken off, because this peer ends.");
    }
}
