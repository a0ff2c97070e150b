package reliablep2p.net;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Arrays;
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
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.RequestHandler;

/** The life of an accepted connection, on its own thread: handshake, admission, requests, end. */
final class ServedConnection implements Runnable, Antechamber.Guest {
    private static final Logger LOG = LoggerFactory.getLogger(ServedConnection.class);

    private final Socket raw;
    private final Admission admission;
    private final Antechamber antechamber;
    private final Parts parts;
    private final Consumer<ServedConnection> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread runner;
    private volatile boolean spoken;

    /**
     * @param raw becomes this object's own
     * @param antechamber where it will be until its other side has shown what it is good for
     * @param onEnd called by the thread that ran it, as its last act
     */
    ServedConnection(
            Socket raw, Admission admission, Antechamber antechamber, Parts parts, Consumer<ServedConnection> onEnd) {
        this.raw = raw;
        this.admission = admission;
        this.antechamber = antechamber;
        this.parts = parts;
        this.onEnd = onEnd;
    }

    /** What all connections of a server share. */
    record Parts(
            Tls tls,
            Limits limits,
            Watchdog watchdog,
            Function<Connection, RequestHandler> handlers,
            StrangerLog strangers,
            ClearTokens tokens,
            boolean offersClear,
            Throttles throttles) {}

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
            antechamber.leave(this);
            onEnd.accept(this);
            ended.countDown();
        }
    }

    @Override
    public boolean hasSpoken() {
        return spoken || isWaiting(); // Its thread may not have come to read it yet.
    }

    @Override
    public boolean isWaiting() {
        try {
            return raw.getInputStream().available() > 0;
        } catch (IOException e) {
            LOG.trace("{}: ended already", raw, e);
            return false;
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
            int first = raw.getInputStream().read();
            if (first == ClearTokens.PREAMBLE[0]) {
                return clear();
            }
            byte[] hello = ClientHello.read(first, raw.getInputStream());
            spoken = true;
            SSLSocket tls = parts.tls.accepted(raw, hello);
            tls.startHandshake();
            return connection(tls, Tls.remoteCertificate(tls));
        } catch (IOException e) {
            parts.strangers().refused(raw, "no handshake: " + e.getClass().getSimpleName());
            return null;
        }
    }

    /** Whoever shows a token on this machine is who got it, over TLS. */
    private Connection clear() throws IOException {
        byte[] shown = raw.getInputStream().readNBytes(ClearTokens.PREAMBLE.length - 1 + ClearTokens.TOKEN_BYTES);
        spoken = true;
        int token = ClearTokens.PREAMBLE.length - 1;
        if (shown.length < token + ClearTokens.TOKEN_BYTES
                || !Arrays.equals(shown, 0, token, ClearTokens.PREAMBLE, 1, token + 1)
                || !Sockets.isLoopback(raw)) {
            throw new ProtocolException("neither TLS nor a clear connection");
        }
        ClearTokens.Holder holder = parts.tokens
                .redeem(Arrays.copyOfRange(shown, token, shown.length))
                .orElseThrow(() -> new ProtocolException("a token that is not good, or not any more"));
        raw.getOutputStream().write(holder.proof());
        return connection(raw, holder.certificate());
    }

    private Connection connection(Socket outer, X509Certificate remote) throws IOException {
        return new Connection(
                raw,
                outer,
                remote,
                parts.offersClear ? parts.tokens : null,
                parts.limits,
                parts.throttles,
                parts.watchdog,
                connection -> {});
    }

    private void serveIfAdmitted(Connection connection) {
        if (!admission.admit(connection.remoteId())) {
            LOG.debug("{}: closed, it has too many connections", connection.remoteId());
            connection.closeWith(new ErrorAnswer(ErrorCode.BUSY, "there are too many connections of this peer"));
            return;
        }
        connection.onWelcome(() -> antechamber.welcome(this));
        try {
            new RequestLoop(connection, parts.limits).run(parts.handlers);
        } finally {
            admission.release(connection.remoteId());
        }
    }
}
