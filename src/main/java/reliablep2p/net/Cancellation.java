package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's wish to stop what is going on: closes the sockets that the work waits for, because interrupting a thread
 * does not end a blocking read.
 *
 * <p>Thread-safe; the monitor of {@code closers} guards it and {@code cancelled}. Closers run outside of it, on the
 * thread that cancels.
 */
public final class Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final Set<Closeable> closers = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cancelled;

    /** Cancels: closes all that is registered, in no order. Harmless when repeated. */
    public void cancel() {
        List<Closeable> toClose;
        synchronized (closers) {
            cancelled = true;
            toClose = new ArrayList<>(closers);
            closers.clear();
        }
        toClose.forEach(Cancellation::close);
    }

    /** Whether {@link #cancel} was called. */
    public boolean isCancelled() {
        synchronized (closers) {
            return cancelled;
        }
    }

    /**
     * Does nothing until there is a wish to stop.
     *
     * @throws CancelledException after {@link #cancel}
     */
    public void check() throws CancelledException {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * Has something closed by {@link #cancel}, or right now if that was called already.
     *
     * @return takes the closer out again; to be closed when the work has ended
     */
    public Registration register(Closeable closer) {
        boolean now;
        synchronized (closers) {
            now = cancelled;
            if (!now) {
                closers.add(closer);
            }
        }
        if (now) {
            close(closer);
        }
        return () -> unregister(closer);
    }

    private void unregister(Closeable closer) {
        synchronized (closers) {
            closers.remove(closer);
        }
    }

    private static void close(Closeable closer) {
        try {
            closer.close();
        } catch (IOException e) {
            LOG.debug("closing what was cancelled: {}", e.toString());
        }
    }

    /** The tie between a cancellation and a closer. */
    public interface Registration extends AutoCloseable {
        /** Unties them; harmless when repeated. */
        @Override
        void close();
    }
}
