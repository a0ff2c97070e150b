package reliablep2p.json;

/**
 * A text is not the JSON that it should be.
 *
 * <p>Checked, because such text comes from outside. The message is one sentence that may name a field that the
 * program asked for, and holds nothing of the text.
 */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the sentence that a person gets to read. */
    public JsonException(String message) {
        super(message);
    }
}
