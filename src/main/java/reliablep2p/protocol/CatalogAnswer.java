package reliablep2p.protocol;

import reliablep2p.model.SignedText;

/**
 * {@code catalog}: a part of the journal follows the frame, raw, and the head proves the whole. Answers
 * {@link CatalogRequest}, and comes by itself in a membership connection.
 *
 * @param offset of the first byte in the journal
 * @param length how many bytes follow, 0 to {@link #MAX_LENGTH}
 * @param head as the database peer has signed it; to be proved
 */
public record CatalogAnswer(long offset, long length, SignedText head) implements Bodied {
    /** The most bytes in one message, so that others in the same connection do not wait for long. */
    public static final long MAX_LENGTH = 4 << 20;

    /** Checks the numbers. */
    public CatalogAnswer {
        if (offset < 0 || length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(length + " bytes from " + offset + " on");
        }
    }
}
