package reliablep2p.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes frames, short ones with one call to the stream, so that they leave in one packet
 * ({@code docs/PROTOCOL.md}, section "Frames"). Not thread-safe; deadlines are the stream's owner's.
 */
public final class FrameWriter {
    /**
     * TLS keeps a buffer twice as long as the longest piece that it was given, for each of thousands of connections. A
     * record of this length fits into one packet of an Ethernet.
     */
    private static final int PIECE = 1_400;

    private final OutputStream out;

    /** Makes a writer to this stream, which it never closes. */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the length and the payload, and flushes. */
    public void write(byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + payload.length);
        frame.putInt(payload.length).put(payload);
        for (int from = 0; from < frame.position(); from += PIECE) {
            out.write(frame.array(), from, Math.min(PIECE, frame.position() - from));
        }
        out.flush();
    }
}
