package reliablep2p.model;

/**
 * Who a peer is: the SHA-256 of its certificate (DER). Nobody else can take it, whatever port they listen on.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record PeerId(String hex) implements Comparable<PeerId> {
    private static final int SHORT_DIGITS = 8;

    /** Checks the form; only for text that the program made itself. */
    public PeerId {
        if (!Hex.isHash(hex)) {
            throw new IllegalArgumentException("not a peer id");
        }
    }

    /**
     * Reads an id that came from outside.
     *
     * @throws InvalidValueException if it is not 64 lower-case hexadecimal digits
     */
    public static PeerId parse(String text) throws InvalidValueException {
        if (!Hex.isHash(text)) {
            throw new InvalidValueException("a peer id has 64 lower-case hexadecimal digits");
        }
        return new PeerId(text);
    }

    /** The id of the peer with this certificate, given in DER. */
    public static PeerId ofCertificate(byte[] der) {
        return new PeerId(Sha256.of(der).hex());
    }

    /** The first eight digits: enough for a person to tell peers apart, never used for a decision. */
    public String shortened() {
        return hex.substring(0, SHORT_DIGITS);
    }

    @Override
    public int compareTo(PeerId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return shortened();
    }
}
