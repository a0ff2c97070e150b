package reliablep2p.net;

import java.io.Closeable;
import reliablep2p.protocol.Answer;

/** A request that was answered, and the lease of the connection on which it was. Of one thread, as the lease is. */
public final class Exchange implements Closeable {
    private final Lease lease;
    private final Answer answer;

    Exchange(Lease lease, Answer answer) {
        this.lease = lease;
        this.answer = answer;
    }

    /** The connection, on which the bytes of a file follow or another request may be asked. */
    public Connection connection() {
        return lease.connection();
    }

    /** What was answered. */
    public Answer answer() {
        return answer;
    }

    /** Hands the connection back, as {@link Lease#keep} does. */
    public void keep() {
        lease.keep();
    }

    /** Closes the connection unless it was handed back. */
    @Override
    public void close() {
        lease.close();
    }
}
