package reliablep2p.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 (FIPS 180-4) of some bytes.
 *
 * @param hex 64 lower-case hexadecimal digits, as {@code sha256sum} prints them
 */
public record Sha256(String hex) implements Comparable<Sha256> {
    /** Checks the form; only for text that the program made itself. */
    public Sha256 {
        if (!Hex.isHash(hex)) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    /**
     * Reads a hash that came from outside.
     *
     * @throws InvalidValueException if it is not 64 lower-case hexadecimal digits
     */
    public static Sha256 parse(String text) throws InvalidValueException {
        if (!Hex.isHash(text)) {
            throw new InvalidValueException("a SHA-256 has 64 lower-case hexadecimal digits");
        }
        return new Sha256(text);
    }

    /** The hash that a digest from {@link #digest} has come to; resets the digest. */
    public static Sha256 of(MessageDigest digest) {
        return new Sha256(Hex.of(digest.digest()));
    }

    /** The hash of these bytes. */
    public static Sha256 of(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return of(digest);
    }

    /** A fresh digest, the JDK's own, which uses the processor's SHA instructions. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
