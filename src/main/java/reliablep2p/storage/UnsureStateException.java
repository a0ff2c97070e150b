package reliablep2p.storage;

/**
 * A state file was replaced, and the disk failed to say that this will last: after a crash it has the old bytes or the new
 * ones, and nobody can tell which. Whoever gets this must be able to go on with either.
 */
public final class UnsureStateException extends StorageException {
    private static final long serialVersionUID = 1L;

    UnsureStateException(StorageException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
