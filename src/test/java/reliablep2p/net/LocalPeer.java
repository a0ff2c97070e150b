package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.protocol.RequestHandler;
import reliablep2p.trust.Identity;

/** A well-behaved peer on 127.0.0.1, with all that belongs to it. */
final class LocalPeer implements Closeable {
    static final String HOST = "127.0.0.1";

    final Identity identity = Identity.generate();
    final Watchdog watchdog = new Watchdog();
    final Limits limits;
    final Throttles throttles = Throttles.none();
    final Transport transport;

    LocalPeer(Limits limits) {
        this(limits, HOST);
    }

    LocalPeer(Limits limits, String listenHost) {
        this(limits, listenHost, ConnectionThreads.forThisJava());
    }

    LocalPeer(Limits limits, String listenHost, ConnectionThreads threads) {
        this.limits = limits;
        Credentials credentials = new Credentials(identity.key(), identity.certificate());
        this.transport = new Transport(credentials, limits, threads, watchdog, listenHost, true, throttles);
    }

    Server serve(Function<Connection, RequestHandler> handlers) throws IOException {
        return transport.listen(0, handlers);
    }

    /** Dials a server of another peer. */
    Connection dial(LocalPeer other, Server server) throws IOException {
        return transport.dial(address(server), other.identity.id(), new Cancellation());
    }

    Member member(Server server) {
        return new Member(identity.id(), address(server), Role.PEER);
    }

    static Address address(Server server) {
        return new Address(HOST, server.port());
    }

    @Override
    public void close() {
        transport.close();
        watchdog.close();
    }
}
