package reliablep2p.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames: a four-byte big-endian length, then that many bytes ({@code docs/PROTOCOL.md}, section "Frames").
 *
 * <p>Reads not one byte beyond the frame, because file bytes may follow. Not thread-safe; deadlines are the
 * stream's owner's.
 */
public final class FrameReader {
    private static final int LENGTH_BYTES = 4;

    private final InputStream in;

    /** Makes a reader of this stream, which it never closes. */
    public FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next frame.
     *
     * @param limit the longest payload accepted, in bytes
     * @param begun called once the first byte has arrived
     * @return the payload, or null if the stream ends before a frame begins
     * @throws ProtocolException if the length is 0, negative or over the limit; no memory is taken for it
     * @throws EOFException if the stream ends within the frame
     */
    public byte @Nullable [] read(int limit, Runnable begun) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        begun.run();
        byte[] rest = readFully(LENGTH_BYTES - 1);
        int length = (first << 24) | ((rest[0] & 0xFF) << 16) | ((rest[1] & 0xFF) << 8) | (rest[2] & 0xFF);
        if (length < 1 || length > limit) {
            throw new ProtocolException(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes, allowed are 1 to " + limit);
        }
        return readFully(length);
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a frame");
        }
        return bytes;
    }
}
