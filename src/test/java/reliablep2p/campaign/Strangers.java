package reliablep2p.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Connections that send next to nothing, thousands of them, and how long it takes until the last of them was ended. */
final class Strangers implements Closeable {
    private static final int TOGETHER = 20;
    /** Begins a record of a handshake: RFC 8446, section 5.1. */
    private static final byte HANDSHAKE = 0x16;

    private final Selector selector = Selector.open();
    private final Kind kind;
    private final int perSecond;
    private int shed;
    private Duration longest = Duration.ZERO;

    /** What each of them does. */
    enum Kind {
        /** Nothing. */
        SILENT,
        /** Sends the first byte of a TLS record, as an honest peer would, and no other. */
        ONE_BYTE
    }

    /** So many a second will connect; faster than some 2,000, the system's own queue is what sheds them. */
    Strangers(Kind kind, int perSecond) throws IOException {
        this.kind = kind;
        this.perSecond = perSecond;
    }

    /**
     * Connects so many to a port of the loopback, and reads until each has been ended.
     *
     * @return how many were ended within this time
     */
    int connect(int port, int count, Duration within) throws IOException {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            open(port);
            if (i % TOGETHER == TOGETHER - 1) {
                long next = begun + TimeUnit.SECONDS.toNanos(1) * (i + 1) / perSecond;
                do {
                    turn(1);
                } while (System.nanoTime() < next);
            }
        }
        long deadline = System.nanoTime() + within.toNanos();
        while (shed < count && System.nanoTime() < deadline) {
            turn(100);
        }
        return shed;
    }

    /** The longest that one of them was there, from the connect to its end. */
    Duration longest() {
        return longest;
    }

    private void open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.register(selector, SelectionKey.OP_CONNECT, System.nanoTime());
    }

    private void turn(long millis) throws IOException {
        selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            serve(key);
        }
        selector.selectedKeys().clear();
    }

    private void serve(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                if (kind == Kind.ONE_BYTE) {
                    channel.write(ByteBuffer.wrap(new byte[] {HANDSHAKE}));
                }
            }
            if (key.isReadable() && channel.read(ByteBuffer.allocate(64)) < 0) {
                ended(key);
            }
        } catch (IOException e) {
            ended(key); // A reset, or refused at once.
        }
    }

    private void ended(SelectionKey key) throws IOException {
        Duration lived = Duration.ofNanos(System.nanoTime() - (long) key.attachment());
        longest = lived.compareTo(longest) > 0 ? lived : longest;
        shed++;
        key.channel().close();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
