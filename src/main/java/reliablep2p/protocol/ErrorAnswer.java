package reliablep2p.protocol;

import java.nio.charset.StandardCharsets;

/**
 * {@code error}: the request was not carried out.
 *
 * @param code for the program
 * @param message for a person: one sentence of at most 300 characters; comes from elsewhere, so escape it to print it
 */
public record ErrorAnswer(ErrorCode code, String message) implements Answer {
    /** The longest message, in characters (UTF-16 code units); longer ones are cut. */
    public static final int MAX_MESSAGE = 300;

    /** Cuts the message, and replaces half surrogate pairs, which can't be sent. */
    public ErrorAnswer {
        String cut = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        message = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
