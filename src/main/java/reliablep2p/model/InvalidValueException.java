package reliablep2p.model;

/**
 * A text or number from outside does not meet the rules of the value it should become.
 *
 * <p>Checked, because every place that makes a value from outside input has to say what happens to a bad one. The
 * message is one sentence without the offending text, which may hold control characters.
 */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the sentence that a person gets to read. */
    public InvalidValueException(String message) {
        super(message);
    }
}
