package reliablep2p.storage;

/** A state file is not what this program writes; {@link PeerDirectory#moveAside} keeps it for a look. */
public final class DamagedStateException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the sentence that a person gets to read. */
    public DamagedStateException(String message) {
        super(message);
    }
}
