package reliablep2p.model;

/**
 * A text with a signature of the network's key, as it is carried and kept: nothing is proved by having one.
 *
 * @param payload the very characters that were signed, in UTF-8: a JSON object
 * @param signature in Base64 (RFC 4648, section 4)
 */
public record SignedText(String payload, String signature) {
    /** The longest payload, in UTF-16 code units. */
    public static final int MAX_PAYLOAD = 1_024;

    /** The longest signature, in characters: one of RSA with 4096 bits has 684. */
    public static final int MAX_SIGNATURE = 1_024;
}
