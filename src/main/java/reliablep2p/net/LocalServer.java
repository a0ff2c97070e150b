package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Unix domain socket at which other processes of the same user are served: one thread that only accepts, and one for
 * each connection.
 *
 * <p>Thread-safe, without a lock: {@code served} is concurrent, and holds a connection from before it is served until it
 * has ended.
 */
public final class LocalServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    /** More than a person's scripts need; each costs a thread. */
    private static final int MOST = 64;

    /** After a failed accept: one for want of file descriptors would fail a million times in four seconds. */
    private static final long RETRY_MILLIS = 100;

    private final Path path;
    private final ServerSocketChannel channel;
    private final ConnectionThreads threads;
    private final int maxLine;
    private final Consumer<LocalConnection> handler;
    private final Set<LocalConnection> served = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    private LocalServer(
            Path path,
            ServerSocketChannel channel,
            ConnectionThreads threads,
            int maxLine,
            Consumer<LocalConnection> handler) {
        this.path = path;
        this.channel = channel;
        this.threads = threads;
        this.maxLine = maxLine;
        this.handler = handler;
    }

    /**
     * Listens at this path, in place of a socket that a crash left behind. Mode 0600.
     *
     * @param path in a directory that is this user's and this process's own
     * @param maxLine the longest line that is read, in bytes without its end
     * @param handler serves a connection, on a thread of its own, to the end
     * @throws IOException if the path is taken by anything else, or this system has no such sockets
     */
    public static LocalServer start(
            Path path, ConnectionThreads threads, int maxLine, Consumer<LocalConnection> handler) throws IOException {
        clear(path);
        ServerSocketChannel channel = bind(path);
        LocalServer server = new LocalServer(path, channel, threads, maxLine, handler);
        threads.start("accept commands", server::acceptAll);
        return server;
    }

    private static void clear(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is in the way");
        }
        Files.deleteIfExists(path);
    }

    private static ServerSocketChannel bind(Path path) throws IOException {
        try (LocalAddress address = LocalAddress.of(path)) {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(address.get());
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no Unix domain sockets", e);
        }
    }

    /**
     * Removes the socket, then ends all connections: who sees the end of one finds no socket any more. Harmless when
     * repeated.
     */
    @Override
    public void close() throws IOException {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            served.forEach(LocalConnection::close);
        }
    }

    private void acceptAll() {
        while (closing.getCount() > 0) {
            try {
                accept(channel.accept());
            } catch (IOException e) {
                if (isClosing()) {
                    return;
                }
                LOG.warn("no command can be accepted: {}", e.toString());
            }
        }
    }

    private boolean isClosing() {
        try {
            return closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void accept(SocketChannel accepted) throws IOException {
        if (served.size() >= MOST) {
            LOG.warn("a command from elsewhere was turned away: {} are being served", MOST);
            accepted.close();
            return;
        }
        LocalConnection connection = new LocalConnection(accepted, maxLine);
        served.add(connection);
        threads.start("commands from elsewhere", () -> serve(connection));
        if (closing.getCount() == 0) {
            connection.close();
        }
    }

    private void serve(LocalConnection connection) {
        try {
            handler.accept(connection);
        } finally {
            connection.close();
            served.remove(connection);
        }
    }
}
