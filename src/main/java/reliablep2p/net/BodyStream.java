package reliablep2p.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The raw bytes after a {@code file} frame: exactly as many as were announced, then the end. Never reads a byte more,
 * because the next frame may follow. Of one thread, except that its connection may be closed by any.
 */
final class BodyStream extends InputStream {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final InputStream in;
    private final Connection connection;
    private final Pace pace;
    private final long size;
    private long position;
    /** What ended the connection after the bytes that were returned last. */
    private @Nullable IOException failure;

    BodyStream(InputStream in, Connection connection, Pace pace, long size) {
        this.in = in;
        this.connection = connection;
        this.pace = pace;
        this.size = size;
        endIfDone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Waits for the first byte, then goes on for a while: TLS hands out 16 KiB at a time, and whoever writes them to a
     * disk does better with more.
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        int wanted = (int) Math.min(length, size - position);
        if (wanted == 0) {
            return -1;
        }
        int count = readOnce(buffer, offset, wanted);
        long begun = System.nanoTime();
        while (failure == null && count < wanted && System.nanoTime() - begun < PATIENCE_NANOS) {
            count += readMore(buffer, offset + count, wanted - count);
        }
        endIfDone();
        return count;
    }

    /** Closes the connection unless all bytes were read: the next frame can't be found without reading them. */
    @Override
    public void close() {
        pace.close();
        if (position < size) {
            connection.close();
        }
    }

    /** Reads again; a failure is kept for the next call, because there are bytes to return now. */
    private int readMore(byte[] buffer, int offset, int length) {
        try {
            return readOnce(buffer, offset, length);
        } catch (IOException e) {
            failure = e;
            return 0;
        }
    }

    private int readOnce(byte[] buffer, int offset, int length) throws IOException {
        connection.check();
        try {
            int count = in.read(buffer, offset, length);
            if (count < 0) {
                throw new EOFException("the connection ended within a file");
            }
            position += count;
            pace.moved(position);
            return count;
        } catch (IOException e) {
            pace.close();
            throw connection.broken(e);
        }
    }

    private void endIfDone() {
        if (position == size) {
            pace.close();
            connection.bodyEnded();
        }
    }
}
