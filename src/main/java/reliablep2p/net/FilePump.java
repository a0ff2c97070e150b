package reliablep2p.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Copies a file's bytes into a connection. */
final class FilePump {
    /** What Java puts into one record of TLS, so that no write leaves a small one over. */
    private static final int RECORD = 16_367;
    /** Under half of the smallest region of Java's collector, so that a small heap is not torn to pieces. */
    private static final int CHUNK = 16 * RECORD;
    /** Progress is counted in these, so that a slow but steady reader is seen to move. */
    private static final int SLICE = 4 * RECORD;

    private FilePump() {}

    /**
     * Copies exactly {@code size} bytes.
     *
     * @param progress told after every slice how many bytes have moved
     * @throws EOFException if the source ends before that
     */
    static void copy(InputStream source, OutputStream sink, long size, LongConsumer progress) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
        long sent = 0;
        while (sent < size) {
            int count = source.read(chunk, 0, (int) Math.min(chunk.length, size - sent));
            if (count < 0) {
                throw new EOFException("the file became shorter while it was sent");
            }
            for (int offset = 0; offset < count; offset += SLICE) {
                int length = Math.min(SLICE, count - offset);
                sink.write(chunk, offset, length);
                sent += length;
                progress.accept(sent);
            }
        }
    }
}
