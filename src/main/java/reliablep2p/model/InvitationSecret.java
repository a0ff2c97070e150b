package reliablep2p.model;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What whoever was invited has to show: 32 random bytes. Its text form hides it, so that no message and no log gets it
 * by accident.
 *
 * @param hex 64 lower-case hexadecimal digits, for the {@code connect} message and nothing else
 */
public record InvitationSecret(String hex) {
    /** How many bytes a secret has. */
    static final int BYTES = 32;

    /** Checks the form; only for text that the program made itself. */
    public InvitationSecret {
        if (!Hex.isHash(hex)) {
            throw new IllegalArgumentException("not the secret of an invitation");
        }
    }

    /** A new one, which nobody can guess. */
    public static InvitationSecret make(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new InvitationSecret(Hex.of(bytes));
    }

    /**
     * Reads a secret that came from outside.
     *
     * @throws InvalidValueException if it is not 64 lower-case hexadecimal digits
     */
    public static InvitationSecret parse(String text) throws InvalidValueException {
        if (!Hex.isHash(text)) {
            throw new InvalidValueException("the secret of an invitation has 64 lower-case hexadecimal digits");
        }
        return new InvitationSecret(text);
    }

    /** The SHA-256 of its bytes: what may be kept to know it again. */
    public Sha256 fingerprint() {
        return Sha256.of(bytes());
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
