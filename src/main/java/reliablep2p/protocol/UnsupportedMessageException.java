package reliablep2p.protocol;

/** A well-formed message of a type that is not known here: answer so, and go on with the connection. */
public final class UnsupportedMessageException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public UnsupportedMessageException() {
        super("a message of an unknown type");
    }
}
