package reliablep2p.net;

import java.io.Closeable;

/**
 * A connection that is the caller's until {@link #keep} or {@link #close}. Of one thread, except that its {@link
 * Cancellation} may close the connection from any.
 */
public final class Lease implements Closeable {
    private final Connection connection;
    private final ConnectionPool pool;
    private final Cancellation.Registration registration;
    private final boolean used;
    private boolean ended;

    Lease(Connection connection, ConnectionPool pool, Cancellation.Registration registration, boolean used) {
        this.connection = connection;
        this.pool = pool;
        this.registration = registration;
        this.used = used;
    }

    /** The connection. */
    public Connection connection() {
        return connection;
    }

    /** Whether it was used before, so that the other side may have ended it meanwhile. */
    public boolean isUsed() {
        return used;
    }

    /**
     * Hands the connection back for the next request. One on which something of an answer was not read is closed
     * instead, so this is safe to call whenever all went well.
     */
    public void keep() {
        if (!ended) {
            ended = true;
            registration.close();
            pool.keep(connection);
        }
    }

    /** Closes the connection unless it was handed back. */
    @Override
    public void close() {
        registration.close();
        if (!ended) {
            ended = true;
            connection.close();
        }
    }
}
