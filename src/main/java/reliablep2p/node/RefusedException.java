package reliablep2p.node;

/** What the operator asked for can't be done; the message is one sentence for a person, safe to print. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public RefusedException(String message) {
        super(message);
    }
}
