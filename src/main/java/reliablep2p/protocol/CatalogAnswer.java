package reliablep2p.protocol;

import reliablep2p.model.SignedText;

/**
 * {@code catalog}: a part of the journal follows the frame, raw, and the head proves the whole. Answers
 * {@link CatalogRequest}, and comes by itself in a membership connection.
 *
 * @param offset of the first byte in the journal; together with the length at most {@link Long#MAX_VALUE}
 * @param length how many bytes follow, 0 to {@link #MAX_LENGTH}
 * @param head as the database peer has signed it; to be proved
 */
public record CatalogAnswer(long offset, long length, SignedText head) implements Bodied {
    /** The most bytes in one message, so that others in the same connection do not wait for long. */
    public static final long MAX_LENGTH = 4 << 20;

    /** Checks the numbers. */
    public CatalogAnswer {
        if (length < 0 || length > MAX_LENGTH || offset < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException(length + " bytes from " + offset + " on");
        }
    }
}
