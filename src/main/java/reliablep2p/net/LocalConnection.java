package reliablep2p.net;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of bytes between two processes of one user, over a Unix domain socket.
 *
 * <p>One thread reads; any may write, and {@code writing} keeps their lines whole; any may close, which ends whoever
 * reads or writes.
 */
public final class LocalConnection implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalConnection.class);

    private final SocketChannel channel;
    private final int maxLine;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).limit(0);

    LocalConnection(SocketChannel channel, int maxLine) {
        this.channel = channel;
        this.maxLine = maxLine;
    }

    /**
     * Connects to the socket at this path.
     *
     * @param maxLine the longest line that is read, in bytes without its end
     * @throws IOException if nobody listens there
     */
    public static LocalConnection connect(Path path, int maxLine) throws IOException {
        try (LocalAddress address = LocalAddress.of(path)) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address.get());
                return new LocalConnection(channel, maxLine);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no Unix domain sockets", e);
        }
    }

    /**
     * Reads a line; blocks until there is one, or the connection is closed.
     *
     * @return its bytes without its end, or null at the end of the connection
     * @throws IOException if the connection breaks, is closed, ends in the middle of a line, or the line is too long
     */
    public byte @Nullable [] read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (in.hasRemaining()) {
                byte b = in.get();
                if (b == '\n') {
                    return line.toByteArray();
                }
                if (line.size() >= maxLine) {
                    throw new IOException("a line is longer than " + maxLine + " bytes");
                }
                line.write(b);
            }
            in.clear();
            int count = channel.read(in);
            in.flip();
            if (count < 0) {
                if (line.size() > 0) {
                    throw new EOFException("the connection ended in the middle of a line");
                }
                return null;
            }
        }
    }

    /**
     * Writes a line; blocks while the other side does not read.
     *
     * @param line without an end of line in it
     */
    public void write(byte[] line) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        writing.lock();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Ends the connection at both sides; harmless when repeated. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a local connection: {}", e.toString());
        }
    }
}
