package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port at which other peers are served: one thread that only accepts, and one for each connection.
 *
 * <p>Thread-safe, without a lock: {@code served} is concurrent, and {@link #close} looks into it after the accept loop
 * has ended.
 */
public final class Server implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** After a failed accept: one for want of file descriptors would fail a million times in four seconds. */
    private static final long RETRY_MILLIS = 100;
    /** How long {@link #close} waits for all threads, whose sockets are closed by then. */
    private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ServerSocket socket;
    private final ConnectionThreads threads;
    private final Admission admission;
    private final Antechamber antechamber;
    private final ServedConnection.Parts parts;
    private final Consumer<Server> onClose;
    private final Set<ServedConnection> served = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch acceptEnded = new CountDownLatch(1);

    /**
     * @param socket bound; becomes the server's own
     * @param onClose called once the port is free
     */
    Server(
            ServerSocket socket,
            ConnectionThreads threads,
            Admission admission,
            Antechamber antechamber,
            ServedConnection.Parts parts,
            Consumer<Server> onClose) {
        this.socket = socket;
        this.threads = threads;
        this.admission = admission;
        this.antechamber = antechamber;
        this.parts = parts;
        this.onClose = onClose;
    }

    void start() {
        threads.start("accept " + port(), this::acceptAll);
    }

    /** The port that others connect to. */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Frees the port, closes all connections and waits for their threads, 5 s at most. May be called by a handler,
     * whose own thread is not waited for. Harmless when repeated.
     */
    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        Sockets.close(socket);
        antechamber.close();
        onClose.accept(this);
        long deadline = System.nanoTime() + JOIN_NANOS;
        try {
            boolean ended = acceptEnded.await(JOIN_NANOS, TimeUnit.NANOSECONDS);
            ArrayList<ServedConnection> last = new ArrayList<>(served);
            last.forEach(ServedConnection::close);
            for (ServedConnection connection : last) {
                ended &= connection.awaitEnd(deadline - System.nanoTime());
            }
            if (!ended) {
                LOG.warn("some connections did not end within {} s", TimeUnit.NANOSECONDS.toSeconds(JOIN_NANOS));
            }
        } catch (InterruptedException e) {
            served.forEach(ServedConnection::close);
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        try {
            boolean failed = false;
            while (closing.getCount() > 0) {
                failed = acceptOne(failed);
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted: no more connections are accepted at port {}", port());
        } finally {
            acceptEnded.countDown();
        }
    }

    /** Accepts a connection; one that fails again and again is reported once. */
    private boolean acceptOne(boolean failedBefore) throws InterruptedException {
        try {
            serve(socket.accept());
            return false;
        } catch (IOException | OutOfMemoryError e) { // Out of file descriptors, or of threads: both may pass.
            boolean ended = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            if (!ended && !failedBefore) {
                LOG.warn("no connection can be accepted at port {}: {}", port(), e.toString());
            }
            return true;
        }
    }

    private void serve(Socket raw) throws InterruptedException {
        ServedConnection connection = new ServedConnection(raw, admission, antechamber, parts, served::remove);
        if (!antechamber.enter(connection)) {
            connection.close();
            return;
        }
        served.add(connection);
        boolean started = false;
        try {
            threads.start("serve " + Sockets.remote(raw), connection);
            started = true;
        } finally {
            if (!started) {
                antechamber.leave(connection);
                served.remove(connection);
                connection.close();
            }
        }
    }
}
