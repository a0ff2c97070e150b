package reliablep2p.net;

import java.io.Closeable;
import reliablep2p.protocol.Answer;

/**
 * A request that was answered, and the connection on which it was, which is the caller's until {@link #keep} or
 * {@link #close}. Of one thread, except that its {@link Cancellation} may close the connection from any.
 */
public final class Exchange implements Closeable {
    private final Connection connection;
    private final Answer answer;
    private final ConnectionPool pool;
    private final Cancellation.Registration registration;
    private boolean kept;

    Exchange(Connection connection, Answer answer, ConnectionPool pool, Cancellation.Registration registration) {
        this.connection = connection;
        this.answer = answer;
        this.pool = pool;
        this.registration = registration;
    }

    /** The connection, on which the bytes of a file follow or another request may be asked. */
    public Connection connection() {
        return connection;
    }

    /** What was answered. */
    public Answer answer() {
        return answer;
    }

    /**
     * Hands the connection back for the next request. One on which something of an answer was not read is closed
     * instead, so this is safe to call whenever the exchange went well.
     */
    public void keep() {
        if (!kept) {
            kept = true;
            registration.close();
            pool.keep(connection);
        }
    }

    /** Closes the connection unless it was handed back. */
    @Override
    public void close() {
        registration.close();
        if (!kept) {
            kept = true;
            connection.close();
        }
    }
}
