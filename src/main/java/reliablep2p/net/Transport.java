package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ClearRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.RequestHandler;

/**
 * The way to other peers: TCP, TLS 1.3 with both sides' certificates, frames. There is no other transport.
 *
 * <p>Thread-safe, without a lock: the sets are concurrent, and whoever adds to one looks at {@code closed} afterwards.
 */
public final class Transport implements Closeable {
    private final Tls tls;
    private final Limits limits;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final String listenHost;
    private final boolean clear;
    private final Throttles throttles;
    private final Dialer dialer;
    private final Set<Connection> dialled = ConcurrentHashMap.newKeySet();
    private final Set<Server> servers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes a transport; nothing happens yet.
     *
     * @param watchdog stays the caller's, and is to be closed after this
     * @param listenHost an address of this machine, or a wildcard address: where servers listen, and from where this
     *     peer dials
     * @param clear whether file bytes may go without encryption where both ends are on this machine
     * @param throttles how fast the bytes of files may move
     */
    public Transport(
            Credentials credentials,
            Limits limits,
            ConnectionThreads threads,
            Watchdog watchdog,
            String listenHost,
            boolean clear,
            Throttles throttles) {
        this.tls = new Tls(credentials);
        this.limits = limits;
        this.threads = threads;
        this.watchdog = watchdog;
        this.listenHost = listenHost;
        this.clear = clear;
        this.throttles = throttles;
        this.dialer = new Dialer(tls, limits, watchdog, new HostLookup(threads), listenHost);
    }

    /**
     * Connects to a peer; takes {@link Limits#handshake} at most.
     *
     * @param expected who must answer there, or null for whoever does; {@link Connection#remoteId} tells
     * @throws WrongPeerException if somebody else does, who learns nothing of this peer
     * @throws ProtocolException if what answers there does not speak the protocol
     * @throws DeadlineException if nobody answers in time
     * @throws CancelledException if it was cancelled
     * @throws IOException with one sentence for a person if there is nobody
     */
    public Connection dial(Address to, @Nullable PeerId expected, Cancellation cancellation) throws IOException {
        Connection connection =
                dialer.dial(to, expected, cancellation, (raw, tls) -> connection(raw, tls, Tls.remoteCertificate(tls)));
        if (closed || cancellation.isCancelled()) {
            connection.close();
            cancellation.check();
            throw new IOException("this peer is stopping");
        }
        return connection;
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any free one
     * @param handlers makes the handler of a new connection, on that connection's thread
     * @throws IOException with one sentence for a person, such as that the port is in use
     */
    public Server listen(int port, Function<Connection, RequestHandler> handlers) throws IOException {
        ServedConnection.Parts parts = new ServedConnection.Parts(
                tls, limits, watchdog, handlers, new StrangerLog(), new ClearTokens(), clear, throttles);
        ServerSocket socket = ListeningSocket.open(listenHost, port);
        Server server = new Server(
                socket, threads, new Admission(limits), new Antechamber(limits.strangers()), parts, servers::remove);
        servers.add(server);
        server.start();
        if (closed) {
            server.close();
            throw new IOException("this peer is stopping");
        }
        return server;
    }

    /** Closes all servers and all connections. Harmless when repeated. */
    @Override
    public void close() {
        closed = true;
        new ArrayList<>(servers).forEach(Server::close);
        new ArrayList<>(dialled).forEach(Connection::close);
    }

    /**
     * Makes a second connection to the peer of a first one, on which file bytes go without encryption.
     *
     * @return empty if this side does not want that, or the other side refused it, or they are not on one machine
     * @throws IOException as {@link #dial}; the first connection may be of no use then
     */
    Optional<Connection> dialClear(Connection first, Address to, Cancellation cancellation) throws IOException {
        if (!clear
                || !first.bothEndsAreLoopback()
                || !(first.ask(new ClearRequest(first.localPort()), limits.controlFrame())
                        instanceof ClearAnswer token)) {
            return Optional.empty();
        }
        return Optional.of(
                dialer.dialClear(to, token, cancellation, raw -> connection(raw, raw, first.remoteCertificate())));
    }

    private Connection connection(Socket raw, Socket outer, X509Certificate remote) throws IOException {
        Connection connection = new Connection(raw, outer, remote, null, limits, throttles, watchdog, dialled::remove);
        dialled.add(connection);
        return connection;
    }
}
