package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.Request;

/**
 * Sends requests to members, on connections that are kept for the next one because a handshake costs 5 ms.
 *
 * <p>Thread-safe. The monitor of {@code idle} guards it and {@code closed}; no connection is used, opened or closed
 * under it.
 */
public final class ConnectionPool implements Closeable {
    private static final int KEPT_PER_PEER = 4;
    private static final int KEPT = 64;
    /** The other side closes idle connections too; this side does it earlier, so that it rarely finds a closed one. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Transport transport;
    private final Watchdog watchdog;
    private final Limits limits;
    private final Duration keepFor;
    /** Oldest first. */
    private final Deque<Kept> idle = new ArrayDeque<>();

    private boolean closed;

    /** Makes a pool, empty; transport and watchdog stay the caller's. */
    public ConnectionPool(Transport transport, Limits limits, Watchdog watchdog) {
        this.transport = transport;
        this.limits = limits;
        this.watchdog = watchdog;
        Duration early = limits.idle().minus(MARGIN);
        Duration half = limits.idle().dividedBy(2);
        this.keepFor = early.compareTo(half) > 0 ? early : half;
    }

    /**
     * Sends a request and waits for its answer. If a kept connection turns out to have ended, a fresh one is tried.
     *
     * @param to its id is checked by the handshake
     * @param frameLimit the longest answer accepted, in bytes
     * @param cancellation until the exchange is kept or closed, closes its connection
     * @throws CancelledException if it was cancelled
     * @throws IOException as {@link Transport#dial} and {@link Connection#ask} do
     */
    public Exchange open(Member to, Request request, int frameLimit, Cancellation cancellation) throws IOException {
        return open(to, request, frameLimit, limits.answer().plus(limits.frame()), cancellation);
    }

    /**
     * The same, but the whole answer must be here within this time once there is a connection.
     *
     * @throws DeadlineException if it is not
     */
    public Exchange open(Member to, Request request, int frameLimit, Duration within, Cancellation cancellation)
            throws IOException {
        cancellation.check();
        Connection kept = take(to.id(), false);
        if (kept != null) {
            try {
                return ask(kept, request, frameLimit, within, cancellation);
            } catch (DeadlineException | CancelledException | ProtocolException e) {
                throw e;
            } catch (IOException e) {
                if (kept.heard()) {
                    throw e;
                }
            }
        }
        return ask(transport.dial(to.address(), to.id(), cancellation), request, frameLimit, within, cancellation);
    }

    /**
     * Gets a connection for the bytes of files: one without encryption if both ends are on this machine and want it so.
     *
     * @param to its id is checked by a handshake
     * @throws CancelledException if it was cancelled
     * @throws IOException as {@link Transport#dial} does
     */
    public Lease lease(Member to, Cancellation cancellation) throws IOException {
        cancellation.check();
        Connection clear = take(to.id(), true);
        if (clear != null) {
            return lease(clear, cancellation, true);
        }
        Connection kept = take(to.id(), false);
        if (kept != null) {
            try {
                return clearOf(kept, to, cancellation, true);
            } catch (CancelledException e) {
                throw e;
            } catch (IOException ended) {
                cancellation.check();
            }
        }
        return clearOf(transport.dial(to.address(), to.id(), cancellation), to, cancellation, false);
    }

    /** Closes what is kept; connections that are handed back later are closed too. Harmless when repeated. */
    @Override
    public void close() {
        List<Kept> all;
        synchronized (idle) {
            closed = true;
            all = new ArrayList<>(idle);
            idle.clear();
        }
        all.forEach(Kept::close);
    }

    void keep(Connection connection) {
        if (!connection.reusable()) {
            connection.close();
            return;
        }
        Kept kept = new Kept(connection);
        List<Kept> surplus = add(kept);
        kept.expiry = watchdog.after(keepFor, () -> expire(kept));
        surplus.forEach(Kept::close);
    }

    private Lease clearOf(Connection secured, Member to, Cancellation cancellation, boolean used) throws IOException {
        Lease lease = lease(secured, cancellation, used);
        boolean done = false;
        try {
            Optional<Connection> clear = transport.dialClear(secured, to.address(), cancellation);
            done = true;
            if (clear.isEmpty()) {
                return lease;
            }
            lease.keep();
            return lease(clear.get(), cancellation, false);
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    private Lease lease(Connection connection, Cancellation cancellation, boolean used) {
        return new Lease(connection, this, cancellation.register(connection::cancel), used);
    }

    private Exchange ask(
            Connection connection, Request request, int frameLimit, Duration within, Cancellation cancellation)
            throws IOException {
        Lease lease = lease(connection, cancellation, true);
        boolean answered = false;
        try {
            Exchange exchange = new Exchange(lease, connection.ask(request, frameLimit, within));
            answered = true;
            return exchange;
        } finally {
            if (!answered) {
                lease.close();
            }
        }
    }

    /** Adds it, and takes out what is too much: the oldest of this peer, then the oldest of all. */
    private List<Kept> add(Kept kept) {
        List<Kept> surplus = new ArrayList<>();
        synchronized (idle) {
            if (closed) {
                return List.of(kept);
            }
            idle.addLast(kept);
            List<Kept> ofPeer = idle.stream().filter(kept::isOfSameKind).toList();
            if (ofPeer.size() > KEPT_PER_PEER) {
                surplus.add(ofPeer.get(0));
                idle.remove(ofPeer.get(0));
            }
            if (idle.size() > KEPT) {
                surplus.add(idle.removeFirst());
            }
        }
        return surplus;
    }

    /** Takes out the youngest usable connection of this kind to this peer, or null. */
    private @Nullable Connection take(PeerId peer, boolean clear) {
        Kept kept = remove(peer, clear);
        while (kept != null) {
            kept.callOff();
            if (kept.connection.reusable()) {
                return kept.connection;
            }
            kept.close();
            kept = remove(peer, clear);
        }
        return null;
    }

    private @Nullable Kept remove(PeerId peer, boolean clear) {
        synchronized (idle) {
            for (Iterator<Kept> youngestFirst = idle.descendingIterator(); youngestFirst.hasNext(); ) {
                Kept kept = youngestFirst.next();
                if (kept.connection.remoteId().equals(peer) && kept.connection.isClear() == clear) {
                    youngestFirst.remove();
                    return kept;
                }
            }
            return null;
        }
    }

    private void expire(Kept kept) {
        boolean mine;
        synchronized (idle) {
            mine = idle.remove(kept);
        }
        if (mine) {
            kept.close();
        }
    }

    private static final class Kept {
        private final Connection connection;
        private volatile Watchdog.@Nullable Watch expiry;

        Kept(Connection connection) {
            this.connection = connection;
        }

        boolean isOfSameKind(Kept other) {
            return connection.remoteId().equals(other.connection.remoteId())
                    && connection.isClear() == other.connection.isClear();
        }

        void close() {
            callOff();
            connection.close();
        }

        void callOff() {
            Watchdog.Watch watch = expiry;
            if (watch != null) {
                watch.close();
            }
        }
    }
}
