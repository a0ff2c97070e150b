package reliablep2p.node.peer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeStatus.Standing;
import reliablep2p.protocol.Message;
import reliablep2p.storage.StorageException;

/**
 * Keeps this peer a member: one open connection to the database peer, on which updates arrive, and which is made anew
 * when it ends ({@code docs/PROTOCOL.md}, section "Membership").
 *
 * <p>Thread-safe. {@code joining} is held while {@link #connect} makes the first connection, so that one is made;
 * {@code lock} guards {@code standing} and {@code session} and is never held during I/O. The threads "membership" (reads
 * updates, joins again) and "heartbeat" live until the session, which lasts from {@link #connect} to {@link #leave}, is
 * cancelled: that closes the connection they wait for.
 */
final class Membership implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final ReentrantLock joining = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Joiner joiner;
    private final Updates updates;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;

    private Standing standing = Standing.OFFLINE;
    private @Nullable Cancellation session;
    private boolean closed;

    Membership(Joiner joiner, Updates updates, ConnectionThreads threads, Limits limits, Consumer<NodeEvent> events) {
        this.joiner = joiner;
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
     * Joins, unless this peer is a member already.
     *
     * @throws ConnectException if the database peer is not there or does not let this peer in
     * @throws IOException if the person cancelled it
     * @throws StorageException if the database peer's id can't be read or remembered
     */
    Connected connect(Cancellation cancellation) throws ConnectException, IOException, StorageException {
        joining.lock();
        try {
            Optional<Connected> already = joiner.already();
            if (standing() != Standing.OFFLINE && already.isPresent()) {
                return already.get();
            }
            Joiner.Joined joined = joiner.join(cancellation);
            Cancellation begun = begin();
            threads.start("membership", () -> keep(joined.connection(), begun));
            return joined.connected();
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
    }

    private Cancellation begin() {
        lock.lock();
        try {
            Cancellation begun = new Cancellation();
            if (closed) {
                begun.cancel();
                return begun;
            }
            session = begun;
            standing = Standing.CONNECTED;
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

    private void keep(Connection first, Cancellation lasting) {
        Connection connection = first;
        while (true) {
            String reason = follow(connection, lasting);
            if (!stand(lasting, Standing.DATABASE_AWAY)) {
                return;
            }
            LOG.info("the database peer is lost: {}", reason);
            events.accept(new NodeEvent.DatabaseLost(reason));
            Optional<Connection> again = rejoin(lasting);
            if (again.isEmpty() || !stand(lasting, Standing.CONNECTED)) {
                again.ifPresent(Connection::close);
                return;
            }
            connection = again.get();
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
        try (Pause pause = new Pause(limits.reconnect(), lasting)) {
            while (pause.pass()) {
                try {
                    return Optional.of(joiner.join(lasting).connection());
                } catch (ConnectException e) {
                    if (e.reason() != ConnectException.Reason.UNREACHABLE && !warned.equals(e.getMessage())) {
                        warned = String.valueOf(e.getMessage());
                        events.accept(new NodeEvent.Warning(warned));
                    }
                } catch (IOException | StorageException e) {
                    LOG.debug("joining again failed", e);
                }
            }
        }
        return Optional.empty();
    }
}
