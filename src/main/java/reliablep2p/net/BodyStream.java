package reliablep2p.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The raw bytes after a {@code file} frame: exactly as many as were announced, then the end. Never reads a byte more,
 * because the next frame may follow. Of one thread, except that its connection may be closed by any.
 */
public final class BodyStream extends InputStream {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int BUFFER = 256 * 1024;

    private final InputStream in;
    /** Where the bytes come from in a clear connection. */
    private final @Nullable SocketChannel clear;

    private final Connection connection;
    private final Pace pace;
    private final long size;
    private long position;
    /** What ended the connection after the bytes that were returned last. */
    private @Nullable IOException failure;

    BodyStream(InputStream in, @Nullable SocketChannel clear, Connection connection, Pace pace, long size) {
        this.in = in;
        this.clear = clear;
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

    /** A buffer of the kind that {@link #read(ByteBuffer)} fills fastest here; for many bodies of this connection. */
    public ByteBuffer buffer() {
        if (size < BUFFER) {
            return ByteBuffer.allocate((int) Math.max(1, size)); // Not worth memory outside of the heap.
        }
        return clear != null ? ByteBuffer.allocateDirect(BUFFER) : ByteBuffer.allocate(BUFFER);
    }

    /** Whether a buffer of an earlier body does as well as a new one. */
    public boolean suits(ByteBuffer buffer) {
        return buffer.capacity() >= Math.min(BUFFER, size) && (clear != null || buffer.hasArray());
    }

    /**
     * Reads into what is left of the buffer, as {@link #read(byte[], int, int)} does.
     *
     * @param buffer one of {@link #buffer}
     * @return how many bytes, or -1 at the end
     */
    public int read(ByteBuffer buffer) throws IOException {
        SocketChannel channel = clear;
        if (channel == null) {
            int count = read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(0, count));
            return count;
        }
        int wanted = (int) Math.min(buffer.remaining(), size - position);
        if (wanted == 0) {
            return -1;
        }
        int limit = buffer.limit();
        buffer.limit(buffer.position() + wanted);
        int count = readOnce(channel, buffer);
        long begun = System.nanoTime();
        while (buffer.hasRemaining() && System.nanoTime() - begun < PATIENCE_NANOS) {
            count += readOnce(channel, buffer);
        }
        buffer.limit(limit);
        endIfDone();
        return count;
    }

    private interface Reading {
        int read(int granted) throws IOException;
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
        return readOnce(length, granted -> in.read(buffer, offset, granted));
    }

    private int readOnce(SocketChannel channel, ByteBuffer buffer) throws IOException {
        int limit = buffer.limit();
        return readOnce(buffer.remaining(), granted -> {
            buffer.limit(buffer.position() + granted);
            try {
                return channel.read(buffer);
            } finally {
                buffer.limit(limit);
            }
        });
    }

    private int readOnce(int wanted, Reading reading) throws IOException {
        connection.check();
        try {
            int granted = connection.mayRead(wanted);
            int count = reading.read(granted);
            connection.unread(granted - Math.max(0, count));
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
