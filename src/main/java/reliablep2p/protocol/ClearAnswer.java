package reliablep2p.protocol;

import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Sha256;

/**
 * {@code clear_token}: what to show at the beginning of one connection without encryption, and what will be shown there.
 *
 * @param token 32 random bytes that whoever opens the connection sends; good for one connection, for a short time
 * @param proof 32 random bytes that are answered, so that another process which took over the port is found out
 */
public record ClearAnswer(String token, String proof) implements Answer {
    /** Checks the form. */
    public ClearAnswer {
        try {
            Sha256.parse(token);
            Sha256.parse(proof);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("a token has 64 hexadecimal digits", e);
        }
    }

    @Override
    public String toString() {
        return "ClearAnswer";
    }
}
