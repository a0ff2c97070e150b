package reliablep2p.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ProtocolException;

/** Makes the connections that this peer begins. Thread-safe. */
final class Dialer {
    private final Tls tls;
    private final Limits limits;
    private final Watchdog watchdog;
    private final HostLookup lookup;
    private final String listenHost;

    Dialer(Tls tls, Limits limits, Watchdog watchdog, HostLookup lookup, String listenHost) {
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        this.lookup = lookup;
        this.listenHost = listenHost;
    }

    /** See {@link Transport#dial}; {@code connections} makes the connection of a socket and its TLS. */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    Connection dial(Address to, @Nullable PeerId expected, Cancellation cancellation, Connections connections)
            throws IOException {
        Socket raw = new Socket();
        PinningTrustManager trust = new PinningTrustManager(expected);
        try (Watchdog.Watch watch = watchdog.after(limits.handshake(), () -> Sockets.close(raw));
                Cancellation.Registration registration = cancellation.register(raw)) {
            try {
                connect(raw, to, cancellation);
                SSLSocket secured = tls.dialled(raw, trust);
                secured.startHandshake();
                return connections.of(raw, secured);
            } catch (IOException e) {
                Sockets.close(raw);
                cancellation.check();
                throw watch.fired() ? tooLate(to) : explained(e, to, expected, trust.refused());
            }
        }
    }

    /**
     * Begins a connection without encryption with a token.
     *
     * @throws ProtocolException if whoever answers there is not the one who gave the token
     */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    Connection dialClear(Address to, ClearAnswer token, Cancellation cancellation, ClearConnections connections)
            throws IOException {
        Socket raw = SocketChannel.open().socket();
        try (Watchdog.Watch watch = watchdog.after(limits.handshake(), () -> Sockets.close(raw));
                Cancellation.Registration registration = cancellation.register(raw)) {
            boolean begun = false;
            try {
                connect(raw, to, cancellation);
                raw.getOutputStream().write(preamble(token));
                byte[] shown = raw.getInputStream().readNBytes(ClearTokens.TOKEN_BYTES);
                if (!Sockets.isLoopback(raw) || !ClearTokens.isProof(shown, token)) {
                    throw new ProtocolException("another process answers at " + to);
                }
                Connection connection = connections.of(raw);
                begun = true;
                return connection;
            } finally {
                if (!begun) {
                    Sockets.close(raw);
                }
            }
        }
    }

    private static byte[] preamble(ClearAnswer token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ClearTokens.PREAMBLE);
        bytes.writeBytes(HexFormat.of().parseHex(token.token()));
        return bytes.toByteArray();
    }

    private void connect(Socket raw, Address to, Cancellation cancellation) throws IOException {
        InetAddress local =
                lookup.find(listenHost, limits.handshake(), cancellation).get(0);
        InetAddress target = target(lookup.find(to.host(), limits.handshake(), cancellation), to, local);
        raw.setTcpNoDelay(true);
        if (!local.isAnyLocalAddress()) {
            bind(raw, local);
        }
        raw.connect(new InetSocketAddress(target, to.port()));
    }

    /** The database peer takes the address that a member dials from for the one at which it listens. */
    private void bind(Socket raw, InetAddress local) throws IOException {
        try {
            raw.bind(new InetSocketAddress(local, 0));
        } catch (BindException e) {
            throw new IOException("can't dial from " + listenHost + ", at which this peer listens", e);
        }
    }

    private InetAddress target(List<InetAddress> found, Address to, InetAddress local) throws IOException {
        InetAddress target = found.stream()
                .filter(address -> local.isAnyLocalAddress() || address.getClass() == local.getClass())
                .findFirst()
                .orElseThrow(() -> new IOException(
                        to + " has another kind of IP address than " + listenHost + ", at which this peer listens"));
        if (local.isLoopbackAddress() && !target.isLoopbackAddress()) {
            throw new IOException("a peer that listens on the loopback address " + listenHost
                    + " can't reach other machines: start it with --host and an address of this machine");
        }
        return target;
    }

    private DeadlineException tooLate(Address to) {
        return new DeadlineException("no connection to " + to + " within " + Sockets.text(limits.handshake()));
    }

    private static IOException explained(
            IOException thrown, Address to, @Nullable PeerId expected, @Nullable PeerId refused) {
        if (expected != null && refused != null) {
            return new WrongPeerException(expected, refused);
        }
        if (thrown instanceof ConnectException) {
            return new IOException("nobody answers at " + to, thrown);
        }
        if (thrown instanceof SocketException && isHangingUp(thrown)) {
            return new HungUpException(to + " ended the connection at once", thrown);
        }
        if (thrown instanceof SocketException) {
            return new IOException("no connection to " + to + ": " + thrown.getMessage(), thrown);
        }
        if (thrown instanceof SSLException && thrown.getCause() instanceof EOFException) {
            return new HungUpException(to + " ended the connection at once", thrown);
        }
        if (thrown instanceof SSLException) {
            ProtocolException foreign = new ProtocolException(to + " does not speak the protocol of ReliableP2P");
            foreign.initCause(thrown);
            return foreign;
        }
        return thrown;
    }

    /** The socket's own words are all that tells. */
    private static boolean isHangingUp(IOException thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.startsWith("Connection reset") || message.startsWith("Broken pipe");
    }

    /** Makes clear connections of sockets. */
    interface ClearConnections {
        Connection of(Socket raw) throws IOException;
    }

    /** Makes connections of sockets. */
    interface Connections {
        Connection of(Socket raw, SSLSocket secured) throws IOException;
    }
}
