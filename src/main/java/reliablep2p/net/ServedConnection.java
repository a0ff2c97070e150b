package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.RequestHandler;

/** The life of an accepted connection, on its own thread: handshake, admission, requests, end. */
final class ServedConnection implements Runnable, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedConnection.class);

    private final Socket raw;
    private final Admission admission;
    private final Parts parts;
    private final Consumer<ServedConnection> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread runner;

    /**
     * @param raw becomes this object's own
     * @param admission counts it as a stranger already
     * @param onEnd called by the thread that ran it, as its last act
     */
    ServedConnection(Socket raw, Admission admission, Parts parts, Consumer<ServedConnection> onEnd) {
        this.raw = raw;
        this.admission = admission;
        this.parts = parts;
        this.onEnd = onEnd;
    }

    /** What all connections of a server share. */
    record Parts(
            Tls tls,
            Limits limits,
            Watchdog watchdog,
            Function<Connection, RequestHandler> handlers,
            StrangerLog strangers) {}

    @Override
    public void run() {
        runner = Thread.currentThread();
        try {
            Connection connection = handshake();
            if (connection != null) {
                serveIfAdmitted(connection);
            }
        } finally {
            close();
            onEnd.accept(this);
            ended.countDown();
        }
    }

    /** Closes the socket, which ends the thread soon. */
    @Override
    public void close() {
        Sockets.close(raw);
    }

    /** Waits for the thread, unless it is the caller itself. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return Thread.currentThread() == runner || ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    private @Nullable Connection handshake() {
        try (Watchdog.Watch watch = parts.watchdog.after(parts.limits.handshake(), this::close)) {
            raw.setTcpNoDelay(true);
            SSLSocket tls = parts.tls.accepted(raw);
            tls.startHandshake();
            return new Connection(raw, tls, parts.limits, parts.watchdog, connection -> {});
        } catch (IOException e) {
            parts.strangers().refused(raw, "no handshake: " + e.getClass().getSimpleName());
            return null;
        } finally {
            admission.releaseStranger();
        }
    }

    private void serveIfAdmitted(Connection connection) {
        if (!admission.admit(connection.remoteId())) {
            LOG.debug("{}: closed, it has too many connections", connection.remoteId());
            connection.closeWith(new ErrorAnswer(ErrorCode.BUSY, "there are too many connections of this peer"));
            return;
        }
        try {
            new RequestLoop(connection, parts.limits).run(parts.handlers);
        } finally {
            admission.release(connection.remoteId());
        }
    }
}
