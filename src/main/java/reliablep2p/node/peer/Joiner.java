package reliablep2p.node.peer;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Transport;
import reliablep2p.net.Watchdog;
import reliablep2p.net.WrongPeerException;
import reliablep2p.node.ConnectException;
import reliablep2p.node.ConnectException.Reason;
import reliablep2p.node.Connected;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ConnectRequest;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.StorageException;

/**
 * Makes the membership connection: dials the database peer, checks that it is the one that is remembered, sends
 * {@code connect} and takes both whole lists.
 *
 * <p>Used by one thread at a time, see {@link Membership}.
 */
final class Joiner {
    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);

    private final Address database;
    private final int ownPort;
    private final Pin pin;
    private final Transport transport;
    private final Updates updates;
    private final Knowledge knowledge;
    private final Limits limits;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;

    Joiner(
            Address database,
            int ownPort,
            Pin pin,
            Transport transport,
            Updates updates,
            Knowledge knowledge,
            Limits limits,
            ConnectionThreads threads,
            Watchdog watchdog) {
        this.database = database;
        this.ownPort = ownPort;
        this.pin = pin;
        this.transport = transport;
        this.updates = updates;
        this.knowledge = knowledge;
        this.limits = limits;
        this.threads = threads;
        this.watchdog = watchdog;
    }

    /**
     * A connection on which this peer is a member.
     *
     * @param connection to the database peer; the receiver closes it
     * @param connected what there is to tell
     */
    record Joined(Connection connection, Connected connected) {}

    /** What there is to tell if this peer is a member already. */
    Optional<Connected> already() {
        return knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE)
                .findFirst()
                .map(member -> connected(member.id(), false, true));
    }

    /**
     * Joins.
     *
     * @throws ConnectException if that is not possible now
     * @throws IOException if it was cancelled
     * @throws StorageException if the database peer's id can't be read or remembered
     */
    Joined join(Cancellation cancellation) throws ConnectException, IOException, StorageException {
        Optional<PeerId> pinned = pin.read();
        Connection connection = dial(pinned, cancellation);
        boolean done = false;
        try (var ending = cancellation.register(connection)) {
            updates.restart(new Member(connection.remoteId(), database, Role.DATABASE));
            takeLists(connection);
            if (pinned.isEmpty()) {
                pin.write(connection.remoteId());
            }
            cancellation.check();
            done = true;
            return new Joined(connection, connected(connection.remoteId(), pinned.isEmpty(), false));
        } catch (ProtocolException e) {
            LOG.warn("{} does not keep to the protocol: {}", database, e.getMessage());
            throw new ConnectException(
                    Reason.NOT_A_DATABASE_PEER,
                    "what listens on " + database + " does not answer like a database peer of this version");
        } catch (IOException e) {
            cancellation.check();
            throw unreachable(e);
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private Connection dial(Optional<PeerId> pinned, Cancellation cancellation) throws ConnectException, IOException {
        try {
            return transport.dial(database, pinned.orElse(null), cancellation);
        } catch (WrongPeerException e) {
            throw new ConnectException(
                    Reason.WRONG_ID,
                    "ALARM: another peer than the known database peer answers on " + database + " (its id begins with "
                            + e.actual().shortened() + ", known is "
                            + e.expected().shortened()
                            + "). Nothing was sent to it");
        } catch (IOException e) {
            cancellation.check();
            throw unreachable(e);
        }
    }

    private void takeLists(Connection connection) throws ConnectException, IOException {
        connection.send(new ConnectRequest(ConnectRequest.VERSION, ownPort));
        // The lists may be long, so this peer has to show meanwhile that it lives; but they have an end.
        try (var deadline = watchdog.after(limits.idle(), connection::close);
                var heartbeat = Heartbeat.start(connection, limits.heartbeat(), threads)) {
            receiveLists(connection);
        }
    }

    private void receiveLists(Connection connection) throws ConnectException, IOException {
        while (!updates.complete()) {
            Message message = connection.receive(limits.answer(), limits.controlFrame());
            if (message == null) {
                throw new EOFException("it ended the connection");
            }
            if (message instanceof ErrorAnswer error) {
                throw refused(error);
            }
            updates.take(connection, message);
        }
    }

    private ConnectException refused(ErrorAnswer error) {
        LOG.warn("{} refused connect: {} {}", database, error.code(), error.message());
        if (error.code() == ErrorCode.UNEXPECTED || error.code() == ErrorCode.UNSUPPORTED) {
            return new ConnectException(
                    Reason.NOT_A_DATABASE_PEER, "the peer on " + database + " is not the database peer");
        }
        if (error.code() == ErrorCode.VERSION) {
            return new ConnectException(
                    Reason.REFUSED, "the database peer on " + database + " speaks another version of the protocol");
        }
        return new ConnectException(
                Reason.REFUSED, "the database peer on " + database + " does not let this peer in: " + error.message());
    }

    private ConnectException unreachable(IOException e) {
        LOG.info("{} can't be reached: {}", database, e.toString());
        return new ConnectException(
                Reason.UNREACHABLE, "the database peer can't be reached on " + database + ": " + e.getMessage());
    }

    private Connected connected(PeerId id, boolean firstTime, boolean already) {
        return new Connected(
                knowledge.peers().members().size(), knowledge.catalog().size(), id, firstTime, already);
    }
}
