package reliablep2p.storage;

import java.io.IOException;

/** A sender's bytes are not those of the catalog; another sender may have the right ones. */
public final class VerificationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** Another file was offered than the one asked for. */
        OFFER,
        /** More bytes came than announced, or fewer. */
        LENGTH,
        /** As many bytes as announced, but others. */
        HASH
    }

    /** Makes the exception for an offer that was not the file asked for. */
    public VerificationException(String message) {
        this(Kind.OFFER, message);
    }

    /** Makes the exception. */
    public VerificationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
