package reliablep2p.node.peer;

import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.HungUpException;
import reliablep2p.net.Transport;
import reliablep2p.net.Watchdog;
import reliablep2p.net.WrongPeerException;
import reliablep2p.node.ConnectException;
import reliablep2p.node.ConnectException.Reason;
import reliablep2p.node.Connected;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.CatalogRefusedException;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ConnectRequest;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.NetworkKey;

/**
 * Makes the membership connection: dials the database peer, checks that it is the one that is remembered, sends
 * {@code connect}, takes the peer list and what is new of the catalog.
 *
 * <p>Used by one thread at a time, see {@link Membership}.
 */
final class Joiner {
    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);

    private static final int TRIES = 3;
    private static final long TRYING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int ownPort;
    private final Transport transport;
    private final Updates updates;
    private final Knowledge knowledge;
    private final CatalogJournal journal;
    private final Limits limits;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final InstantSource clock;

    /** The one that was joined last, at first the one that the person named. */
    private volatile DatabaseTarget target;

    /** The one that was tried last. */
    private volatile DatabaseTarget tried;

    Joiner(
            DatabaseTarget target,
            int ownPort,
            Transport transport,
            Updates updates,
            Knowledge knowledge,
            CatalogJournal journal,
            Limits limits,
            ConnectionThreads threads,
            Watchdog watchdog,
            InstantSource clock) {
        this.target = target;
        this.tried = target;
        this.ownPort = ownPort;
        this.transport = transport;
        this.updates = updates;
        this.knowledge = knowledge;
        this.journal = journal;
        this.limits = limits;
        this.threads = threads;
        this.watchdog = watchdog;
        this.clock = clock;
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

    /** Who must answer there, if that is known. */
    Optional<PeerId> known() throws ConnectException, StorageException {
        return target.expected();
    }

    /** Where the database peer is that was joined last. */
    Address database() {
        return target.address();
    }

    /** Forgets the id of the database peer that was tried last; says whether there was one. */
    boolean resetTrust() throws StorageException {
        return tried.resetTrust();
    }

    /** Joins the database peer that was joined last. */
    Joined join(Cancellation cancellation) throws ConnectException, IOException, StorageException {
        return join(Optional.empty(), cancellation);
    }

    /**
     * Joins.
     *
     * @param invitation says where and with what; without one it is the database peer that was joined last
     * @throws ConnectException if that is not possible now
     * @throws IOException if it was cancelled
     * @throws StorageException if the database peer's id can't be read or remembered
     */
    Joined join(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        DatabaseTarget wanted = target.invited(invitation);
        tried = wanted;
        Optional<PeerId> pinned = wanted.expected();
        Connection connection = dial(pinned, cancellation);
        boolean done = false;
        try (var ending = cancellation.register(connection)) {
            journal.enter(new NetworkKey(connection.remoteCertificate()));
            updates.restart(new Member(connection.remoteId(), wanted.address(), Role.DATABASE));
            takeLists(connection, wanted.secret());
            if (pinned.isEmpty()) {
                wanted.remember(connection.remoteId());
            }
            cancellation.check();
            target = wanted.joined();
            done = true;
            return new Joined(connection, connected(connection.remoteId(), pinned.isEmpty(), false));
        } catch (ProtocolException e) {
            LOG.warn("{} does not keep to the protocol: {}", wanted.address(), e.getMessage());
            throw new ConnectException(
                    Reason.NOT_A_DATABASE_PEER,
                    "what listens on " + wanted.address() + " does not answer like a database peer of this version");
        } catch (CatalogRefusedException e) {
            LOG.error("{}: {} {}", wanted.address(), e.reason(), e.getMessage());
            throw new ConnectException(
                    e.reason(),
                    "ALARM: " + e.getMessage() + ". Nothing of it was believed; ask the operator of the network."
                            + " trust-reset forgets this network, to begin anew.");
        } catch (IOException e) {
            cancellation.check();
            throw unreachable(e);
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /** A database peer that strangers crowd may hang up on a newcomer that is slow to speak; the next time it is faster. */
    private Connection dial(Optional<PeerId> pinned, Cancellation cancellation) throws ConnectException, IOException {
        long begun = System.nanoTime();
        for (int tries = 1; tries < TRIES && System.nanoTime() - begun < TRYING_NANOS; tries++) {
            try {
                return dialOnce(pinned, cancellation);
            } catch (HungUpException e) {
                LOG.info("{}, and is dialled again", e.getMessage());
            }
        }
        try {
            return dialOnce(pinned, cancellation);
        } catch (HungUpException e) {
            throw unreachable(e);
        }
    }

    private Connection dialOnce(Optional<PeerId> pinned, Cancellation cancellation)
            throws ConnectException, IOException {
        try {
            return transport.dial(tried.address(), pinned.orElse(null), cancellation);
        } catch (HungUpException e) {
            cancellation.check();
            throw e;
        } catch (WrongPeerException e) {
            throw new ConnectException(
                    Reason.WRONG_ID,
                    "ALARM: another peer than the known database peer answers on " + tried.address()
                            + " (its id begins with "
                            + e.actual().shortened() + ", known is "
                            + e.expected().shortened()
                            + "). Nothing was sent to it. " + Pin.WAY_OUT);
        } catch (IOException e) {
            cancellation.check();
            throw unreachable(e);
        }
    }

    private void takeLists(Connection connection, Optional<InvitationSecret> secret)
            throws ConnectException, IOException, CatalogRefusedException, StorageException {
        connection.send(
                new ConnectRequest(ConnectRequest.VERSION, ownPort, journal.length(connection.remoteId()), secret));
        // The lists may be long, so this peer has to show meanwhile that it lives; but they have an end.
        try (var deadline = watchdog.after(limits.idle(), connection::close);
                var heartbeat = Heartbeat.start(connection, limits.heartbeat(), threads)) {
            receiveLists(connection);
        }
    }

    private void receiveLists(Connection connection)
            throws ConnectException, IOException, CatalogRefusedException, StorageException {
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
        Address database = tried.address();
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
        Address database = tried.address();
        LOG.info("{} can't be reached: {}", database, e.toString());
        return new ConnectException(
                Reason.UNREACHABLE, "the database peer can't be reached on " + database + ": " + e.getMessage());
    }

    private Connected connected(PeerId id, boolean firstTime, boolean already) {
        return new Connected(
                knowledge.peers().members().size(),
                knowledge.catalog().size(),
                id,
                firstTime,
                already,
                false,
                journal.expired(clock.instant()));
    }
}
