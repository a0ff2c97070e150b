package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import reliablep2p.trust.Identity;

/**
 * One side of a real connection that does what its test tells it, and not what the protocol asks for: sends raw bytes
 * or halves of frames, drips, floods, falls silent, reads or doesn't. Each read waits for half a minute at most.
 */
public final class RoguePeer implements Closeable {
    /** A test that takes longer was ended by a rogue that gave up, and not by what it is about. */
    static final int PATIENCE_SECONDS = 20;

    private static final int READ_MILLIS = 30_000;

    private final Socket raw;
    private final Socket socket;

    RoguePeer(Socket raw, Socket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        raw.setSoTimeout(READ_MILLIS);
    }

    /** Connects to this port of 127.0.0.1 without TLS. */
    public static RoguePeer tcp(int port) throws IOException {
        Socket raw = connected(port);
        return new RoguePeer(raw, raw);
    }

    /** Connects to this port of 127.0.0.1 with TLS 1.3 and this identity. */
    public static RoguePeer tls(int port, Identity identity) throws IOException {
        return tls(port, new RogueTls(identity));
    }

    /** Connects to this port of 127.0.0.1 with this way of TLS. */
    public static RoguePeer tls(int port, RogueTls tls) throws IOException {
        Socket raw = connected(port);
        try {
            SSLSocket socket = tls.dialled(raw);
            socket.startHandshake();
            return new RoguePeer(raw, socket);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Sends these bytes, which may be anything. */
    public void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Sends ASCII text without a length before it. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a frame with this payload. */
    public void sendFrame(String json) throws IOException {
        send(frame(json));
    }

    /** Sends the length of a frame, and no frame. */
    public void sendLength(int length) throws IOException {
        send(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    /** Reads a frame; null if the connection ends before it. */
    public @Nullable String readFrame() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length == 0) {
            return null;
        }
        return new String(in.readNBytes(ByteBuffer.wrap(length).getInt()), StandardCharsets.UTF_8);
    }

    /** What the other side sends, to be read in another way than those below. */
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** Reads one byte; -1 at the end. */
    public int read() throws IOException {
        return socket.getInputStream().read();
    }

    /**
     * Waits until the other side has ended the connection, and throws away what it still sends.
     *
     * @throws InterruptedIOException if that is silent instead
     */
    public void awaitEnd() throws IOException {
        try {
            raw.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // A reset is an end too.
        }
    }

    /** Reads until the other side has ended the connection, however it does; says how many bytes came. */
    public long readToEnd() throws IOException {
        byte[] piece = new byte[64 * 1024];
        long read = 0;
        try {
            for (int n = socket.getInputStream().read(piece);
                    n >= 0;
                    n = socket.getInputStream().read(piece)) {
                read += n;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return read; // A reset is an end too.
        }
        return read;
    }

    /**
     * Sends one byte after another, with so many milliseconds between them, until the other side ends the connection.
     *
     * @return how many were sent
     */
    public int drip(byte[] bytes, int millis) throws IOException {
        raw.setSoTimeout(millis);
        int sent = 0;
        try {
            while (sent < bytes.length && !endedWithinTimeout()) {
                send(new byte[] {bytes[sent]});
                sent++;
            }
        } catch (IOException e) {
            return sent; // Ended while it was written to.
        } finally {
            raw.setSoTimeout(READ_MILLIS);
        }
        return sent;
    }

    /** Sends the same bytes again and again, never reading, until the other side ends the connection. */
    public void flood(byte[] bytes) {
        try {
            while (true) {
                send(bytes);
            }
        } catch (IOException e) {
            // The end that was waited for.
        }
    }

    /** Says that nothing more will be sent; what comes can still be read. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection from where nothing may be thrown; a socket that can't be closed has ended. */
    public void hangUp() {
        Sockets.close(raw);
    }

    /** Ends the connection with a reset, as a crash of its machine would. */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** The bytes of a frame with this payload. */
    public static byte[] frame(String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private boolean endedWithinTimeout() throws IOException {
        try {
            return raw.getInputStream().read() < 0;
        } catch (InterruptedIOException e) {
            return false;
        }
    }

    private static Socket connected(int port) throws IOException {
        Socket raw = new Socket();
        raw.setTcpNoDelay(true);
        raw.setReceiveBufferSize(16 * 1024); // So that not reading is felt by the other side soon.
        raw.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return raw;
    }
}
