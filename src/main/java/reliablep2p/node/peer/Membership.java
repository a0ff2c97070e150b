package reliablep2p.node.peer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeStatus.Standing;
import reliablep2p.node.journal.CatalogRefusedException;
import reliablep2p.protocol.Message;
import reliablep2p.storage.StorageException;

/**
 * Keeps this peer a member: one open connection to the database peer, on which updates arrive, and which is made anew
 * when it ends; while the database peer is away, the others are what this peer is a member with ({@code docs/PROTOCOL.md}, section "Membership").
 *
 * <p>Thread-safe. {@code joining} is held while {@link #connect} makes the first connection, so that one is made;
 * {@code lock} guards {@code standing} and {@code session} and is never held during I/O. The threads "membership" (reads
 * updates, joins again) and "heartbeat" live until the session, which lasts from {@link #connect} to {@link #leave}, is
 * cancelled: that closes the connection they wait for.
 */
final class Membership implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private static final long LONGEST_END_SECONDS = 5;

    private final ReentrantLock joining = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Joiner joiner;
    private final Regrouping regrouping;
    private final CatalogPoller poller;
    private final Updates updates;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;

    private Standing standing = Standing.OFFLINE;
    private @Nullable Cancellation session;
    private boolean closed;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    Membership(
            Joiner joiner,
            Regrouping regrouping,
            CatalogPoller poller,
            Updates updates,
            ConnectionThreads threads,
            Limits limits,
            Consumer<NodeEvent> events) {
        this.joiner = joiner;
        this.regrouping = regrouping;
        this.poller = poller;
        this.updates = updates;
        this.threads = threads;
        this.limits = limits;
        this.events = events;
    }

    Standing standing() {
        lock.lock();
        try {
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Joins, unless this peer is a member already; where the database peer is away, with the others that are there.
     *
     * @param invitation says where and with what; without one it is the database peer that was joined last
     * @throws ConnectException if the database peer is not there or does not let this peer in
     * @throws IOException if the person cancelled it
     * @throws StorageException if the database peer's id can't be read or remembered
     */
    Connected connect(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        joining.lock();
        try {
            Optional<Connected> already = joiner.already();
            if (standing() != Standing.OFFLINE && already.isPresent()) {
                return already.get();
            }
            return join(invitation, cancellation);
        } finally {
            joining.unlock();
        }
    }

    private Connected join(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        try {
            Joiner.Joined joined = joiner.join(invitation, cancellation);
            start(Optional.of(joined.connection()), Standing.CONNECTED);
            return joined.connected();
        } catch (ConnectException e) {
            if (e.reason() != ConnectException.Reason.UNREACHABLE) {
                throw e;
            }
            Connected connected = withoutDatabase(cancellation).orElseThrow(() -> e);
            start(Optional.empty(), Standing.DATABASE_AWAY);
            return connected;
        }
    }

    private void start(Optional<Connection> connection, Standing first) {
        Cancellation begun = begin(first);
        CountDownLatch end = new CountDownLatch(1);
        ended = end;
        threads.start("membership", () -> {
            try {
                keep(connection, begun);
            } finally {
                end.countDown();
            }
        });
    }

    private Optional<Connected> withoutDatabase(Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        Optional<PeerId> network = joiner.known();
        return network.isEmpty() ? Optional.empty() : regrouping.join(joiner.database(), network.get(), cancellation);
    }

    /** Where the database peer is, or is looked for. */
    Address database() {
        return joiner.database();
    }

    /** Forgets the id of the database peer that was tried last; says whether there was one. */
    boolean resetTrust() throws StorageException {
        joining.lock();
        try {
            return joiner.resetTrust();
        } finally {
            joining.unlock();
        }
    }

    /**
     * Is no member any more from now on. The connection stays as it is, so that the others can be told first.
     *
     * @return ends the connection and the threads when it is cancelled; empty if this peer was no member
     */
    Optional<Cancellation> leave() {
        lock.lock();
        try {
            Optional<Cancellation> ending = Optional.ofNullable(session);
            standing = Standing.OFFLINE;
            session = null;
            return ending;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        leave().ifPresent(Cancellation::cancel);
        try {
            // It may be writing what came last; nothing may be written after the directory is given up.
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the membership does not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Cancellation begin(Standing first) {
        lock.lock();
        try {
            Cancellation begun = new Cancellation();
            if (closed) {
                begun.cancel();
                return begun;
            }
            session = begun;
            standing = first;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Changes the standing of a session that still lasts; says whether it does. */
    private boolean stand(Cancellation lasting, Standing now) {
        lock.lock();
        try {
            if (!lasting.equals(session)) {
                return false;
            }
            standing = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lasts as long as the session.
     *
     * @param first empty if the database peer is away from the beginning
     */
    private void keep(Optional<Connection> first, Cancellation lasting) {
        Optional<Connection> connection = first;
        while (true) {
            if (connection.isPresent()) {
                String reason = follow(connection.get(), lasting);
                if (!stand(lasting, Standing.DATABASE_AWAY)) {
                    return;
                }
                LOG.info("the database peer is lost: {}", reason);
                events.accept(new NodeEvent.DatabaseLost(reason));
            }
            connection = rejoin(lasting);
            if (connection.isEmpty() || !stand(lasting, Standing.CONNECTED)) {
                connection.ifPresent(Connection::close);
                return;
            }
            events.accept(new NodeEvent.DatabaseFound());
        }
    }

    /** Takes updates until the connection ends; says why it did. */
    private String follow(Connection connection, Cancellation lasting) {
        try (connection;
                var ending = lasting.register(connection);
                var heartbeat = Heartbeat.start(connection, limits.heartbeat(), threads)) {
            while (true) {
                Message message = connection.receive(limits.silence(), limits.controlFrame());
                if (message == null) {
                    return "it ended the connection";
                }
                updates.take(connection, message);
            }
        } catch (CatalogRefusedException e) {
            LOG.error("what the database peer says of the catalog is not believed: {} {}", e.reason(), e.getMessage());
            events.accept(new NodeEvent.Alarm(e.reason(), String.valueOf(e.getMessage())));
            return "its catalog must not be believed";
        } catch (StorageException e) {
            LOG.error("the catalog can't be kept", e);
            events.accept(new NodeEvent.Warning(String.valueOf(e.getMessage())));
            return "its catalog can't be kept here";
        } catch (IOException e) {
            LOG.debug("the connection to the database peer ended", e);
            return reason(e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? "the connection broke" : message;
    }

    /** Tries until the database peer is found; empty if the session ended. */
    private Optional<Connection> rejoin(Cancellation lasting) {
        String warned = "";
        try (var asking = poller.start(lasting);
                Pause pause = new Pause(limits.reconnect(), lasting)) {
            while (pause.pass()) {
                try {
                    return Optional.of(joiner.join(lasting).connection());
                } catch (ConnectException e) {
                    if (e.reason() != ConnectException.Reason.UNREACHABLE && !warned.equals(e.getMessage())) {
                        warned = String.valueOf(e.getMessage());
                        String message = warned;
                        events.accept(e.alarm()
                                .<NodeEvent>map(reason -> new NodeEvent.Alarm(reason, message))
                                .orElseGet(() -> new NodeEvent.Warning(message)));
                    }
                } catch (IOException | StorageException e) {
                    LOG.debug("joining again failed", e);
                }
            }
        }
        return Optional.empty();
    }
}
