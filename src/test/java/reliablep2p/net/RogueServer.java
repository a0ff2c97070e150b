package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.trust.Identity;

/** A port at which every connection is treated as its test's script says, on a thread of its own. */
public final class RogueServer implements Closeable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final ServerSocket socket;
    private final @Nullable RogueTls tls;
    private final Identity identity;
    private final Script script;
    private final Thread accepting;
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger handshakes = new AtomicInteger();

    private RogueServer(@Nullable RogueTls tls, Identity identity, int port, Script script) throws IOException {
        this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.identity = identity;
        this.script = script;
        this.accepting = new Thread(this::acceptAll, "rogue accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Listens on a free port of 127.0.0.1 with TLS 1.3 and a fresh identity. */
    public static RogueServer tls(Script script) throws IOException {
        Identity identity = Identity.generate();
        return new RogueServer(new RogueTls(identity), identity, 0, script);
    }

    /** Listens with this way of TLS, as somebody who claims to have this identity. */
    public static RogueServer tls(RogueTls tls, Identity claimed, Script script) throws IOException {
        return new RogueServer(tls, claimed, 0, script);
    }

    /** The same on this port. */
    public static RogueServer tls(RogueTls tls, Identity claimed, int port, Script script) throws IOException {
        return new RogueServer(tls, claimed, port, script);
    }

    /** Listens without TLS. */
    public static RogueServer tcp(Script script) throws IOException {
        return new RogueServer(null, Identity.generate(), 0, script);
    }

    /** Where it listens. */
    public Address address() {
        return new Address("127.0.0.1", socket.getLocalPort());
    }

    /** What a peer list would say of it. */
    public Member member() {
        return new Member(identity.id(), address(), Role.PEER);
    }

    /** How many connections were accepted. */
    public int accepted() {
        return accepted.size();
    }

    /** How many of them have ended their handshake. */
    public int handshakes() {
        return handshakes.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket raw : accepted) {
            raw.close();
        }
        try {
            accepting.join(PATIENCE_MILLIS); // The port is free only once nobody is in accept any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket raw = socket.accept();
                accepted.add(raw);
                Thread thread = new Thread(() -> play(raw), "rogue");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private void play(Socket raw) {
        try (raw) {
            raw.setTcpNoDelay(true);
            Socket spoken = raw;
            if (tls != null) {
                SSLSocket secured = tls.accepted(raw);
                secured.startHandshake();
                spoken = secured;
            }
            handshakes.incrementAndGet();
            script.play(new RoguePeer(raw, spoken));
        } catch (IOException | GeneralSecurityException e) {
            // Being hung up on is a rogue's lot.
        }
    }

    /** What to do with a connection, which is closed afterwards. */
    public interface Script {
        /** Does it. */
        void play(RoguePeer peer) throws IOException;
    }
}
