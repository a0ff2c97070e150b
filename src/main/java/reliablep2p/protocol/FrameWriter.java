package reliablep2p.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes frames, each with one call to the stream, so that a frame leaves in as few packets as it can
 * ({@code docs/PROTOCOL.md}, section "Frames"). Not thread-safe; deadlines are the stream's owner's.
 */
public final class FrameWriter {
    private final OutputStream out;

    /** Makes a writer to this stream, which it never closes. */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the length and the payload, and flushes. */
    public void write(byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + payload.length);
        frame.putInt(payload.length).put(payload);
        out.write(frame.array());
        out.flush();
    }
}
