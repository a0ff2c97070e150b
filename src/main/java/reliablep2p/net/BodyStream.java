package reliablep2p.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The raw bytes after a {@code file} frame: exactly as many as were announced, then the end. Never reads a byte more,
 * because the next frame may follow. Of one thread, except that its connection may be closed by any.
 */
final class BodyStream extends InputStream {
    private final InputStream in;
    private final Connection connection;
    private final Pace pace;
    private final long size;
    private long position;

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

    /** Returns as much as has arrived, and waits for the first byte only. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long left = size - position;
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        connection.check();
        int count = readOnce(buffer, offset, (int) Math.min(length, left));
        position += count;
        pace.moved(position);
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

    private int readOnce(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(buffer, offset, length);
        } catch (IOException e) {
            pace.close();
            throw connection.broken(e);
        }
        if (count < 0) {
            pace.close();
            throw connection.broken(new EOFException("the connection ended within a file"));
        }
        return count;
    }

    private void endIfDone() {
        if (position == size) {
            pace.close();
            connection.bodyEnded();
        }
    }
}
