package reliablep2p.trust;

/** Bytes that should be an identity are none: truncated, altered, or a key and a certificate of different peers. */
public final class DamagedIdentityException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with one sentence that holds nothing of the bytes. */
    public DamagedIdentityException(String message) {
        super(message);
    }

    /** Makes the exception with one sentence that holds nothing of the bytes. */
    public DamagedIdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
