package reliablep2p.node.database;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.UpdatePeers;

/**
 * What is still to be sent to one member, and whether somebody sends it. Bounded: when a slow member's box is full, the changes of the peer list in it
 * give way to the whole list; what remains too much closes it. Of the catalog it only remembers that there is news.
 *
 * <p>Thread-safe: {@code lock} guards everything.
 */
final class Outbox {
    /** Changes are small; a member that is this far behind is better served by a whole list. */
    static final int CAPACITY = 1_024;

    /** So long a sender waits for more, before it ends: what changes often should not start a thread each time. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Answer> messages = new ArrayDeque<>();
    private boolean peers;
    private boolean catalog;
    private boolean sending;
    private boolean closed;

    /**
     * What to send next, in this order.
     *
     * @param peers whether the whole peer list
     * @param messages in this order
     * @param catalog whether what is new of the catalog
     */
    record Batch(boolean peers, List<Answer> messages, boolean catalog) {}

    /** Sends these messages after what is waiting. */
    void add(List<? extends Answer> more) {
        lock.lock();
        try {
            if (messages.size() + more.size() > CAPACITY) {
                messages.removeIf(message -> message instanceof UpdatePeers);
                peers = true;
            }
            if (messages.size() + more.size() > CAPACITY) {
                closed = true;
            } else {
                messages.addAll(more);
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the whole peer list as it is when its turn comes. */
    void addPeers() {
        lock.lock();
        try {
            peers = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what the member does not have of the catalog when its turn comes. */
    void addCatalog() {
        lock.lock();
        try {
            catalog = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether somebody has to begin to send, because something waits and nobody does: then that is for the caller, who
     * calls {@link #take} until it gives null.
     */
    boolean begin() {
        lock.lock();
        try {
            boolean begins = !closed && !sending && !isEmpty();
            sending |= begins;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out all that waits; null if nothing has come for a moment, or the box is closed: then nobody sends any more. */
    @Nullable
    Batch take() {
        lock.lock();
        try {
            long left = LINGER_NANOS;
            while (!closed && isEmpty() && left > 0) {
                left = filled.awaitNanos(left);
            }
            if (closed || isEmpty()) {
                sending = false;
                return null;
            }
            Batch batch = new Batch(peers, List.copyOf(messages), catalog);
            peers = false;
            catalog = false;
            messages.clear();
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true; // Nobody does that; a member that is told nothing more must not stay.
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing will be sent any more. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return messages.isEmpty() && !peers && !catalog;
    }

    /** Ends {@link #take}; what waits is not sent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
