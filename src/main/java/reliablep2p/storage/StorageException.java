package reliablep2p.storage;

/**
 * This peer's own directory or disk failed; asking another peer would not help.
 *
 * <p>The message is for a person: what happened and what to do next.
 */
public class StorageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the sentence that a person gets to read. */
    public StorageException(String message) {
        super(message);
    }

    /** Makes the exception with the sentence that a person gets to read, and the cause for the log. */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
