package reliablep2p.protocol;

/**
 * {@code error}: the request was not carried out.
 *
 * @param code for the program
 * @param message for a person: one sentence of at most 300 characters; comes from elsewhere, so escape it to print it
 */
public record ErrorAnswer(ErrorCode code, String message) implements Answer {
    /** The longest message, in characters; longer ones are cut by the codec. */
    public static final int MAX_MESSAGE = 300;
}
