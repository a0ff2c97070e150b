package reliablep2p.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/** Copies a file's bytes into a connection. */
final class FilePump {
    /** What Java puts into one record of TLS, so that no write leaves a small one over. */
    private static final int RECORD = 16_367;
    /** Under half of the smallest region of Java's collector, so that a small heap is not torn to pieces. */
    private static final int CHUNK = 16 * RECORD;
    /** Progress is counted in these, so that a slow but steady reader is seen to move. */
    private static final int SLICE = 4 * RECORD;
    /** What the system is asked to send at a time where nothing is encrypted. */
    private static final int CLEAR_SLICE = 512 * 1024;

    private FilePump() {}

    /** Whether, and how many, bytes may be sent. */
    interface Permission {
        /**
         * Waits until some may be sent.
         *
         * @return 1 to {@code wanted}
         * @throws IOException if none may any more
         */
        int grant(int wanted) throws IOException;
    }

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
                throw shorter();
            }
            sent = write(chunk, count, sink, sent, progress);
        }
    }

    /** The same from a file's channel, whose position does not matter. */
    static void copy(
            FileChannel source, long offset, OutputStream sink, long size, Permission permission, LongConsumer progress)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, size));
        long sent = 0;
        while (sent < size) {
            chunk.clear().limit(permission.grant((int) Math.min(chunk.capacity(), size - sent)));
            int count = source.read(chunk, offset + sent);
            if (count < chunk.limit()) {
                throw shorter();
            }
            sent = write(chunk.array(), count, sink, sent, progress);
        }
    }

    /** The same without encryption, by the system alone. */
    static void transfer(
            FileChannel source,
            long offset,
            SocketChannel sink,
            long size,
            Permission permission,
            LongConsumer progress)
            throws IOException {
        long sent = 0;
        while (sent < size) {
            long granted = sent + permission.grant((int) Math.min(CLEAR_SLICE, size - sent));
            while (sent < granted) {
                long count = source.transferTo(offset + sent, granted - sent, sink);
                if (count <= 0) {
                    count = copy(source, offset + sent, sink, (int) Math.min(SLICE, granted - sent));
                }
                sent += count;
                progress.accept(sent);
            }
        }
    }

    /** In a virtual thread Java's sockets don't block by themselves: where the system has no room, it moves nothing. */
    private static long copy(FileChannel source, long offset, SocketChannel sink, int length) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(length);
        int count = source.read(chunk, offset);
        if (count < 0) {
            throw shorter();
        }
        chunk.flip();
        while (chunk.hasRemaining()) {
            sink.write(chunk);
        }
        return count;
    }

    private static long write(byte[] chunk, int count, OutputStream sink, long before, LongConsumer progress)
            throws IOException {
        long sent = before;
        for (int offset = 0; offset < count; offset += SLICE) {
            int length = Math.min(SLICE, count - offset);
            sink.write(chunk, offset, length);
            sent += length;
            progress.accept(sent);
        }
        return sent;
    }

    private static EOFException shorter() {
        return new EOFException("the file became shorter while it was sent");
    }
}
