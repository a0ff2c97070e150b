package reliablep2p.node.database;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.UpdatePeers;

/**
 * What is still to be sent to one member. Bounded: when a slow member's box is full, the changes of the peer list in it
 * give way to the whole list; what remains too much closes it. Of the catalog it only remembers that there is news.
 *
 * <p>Thread-safe: {@code lock} guards everything.
 */
final class Outbox {
    /** Changes are small; a member that is this far behind is better served by a whole list. */
    static final int CAPACITY = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Answer> messages = new ArrayDeque<>();
    private boolean peers;
    private boolean catalog;
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

    /** Takes out all that waits, after waiting for something; null once the box is closed. */
    @Nullable
    Batch take() {
        lock.lock();
        try {
            while (!closed && messages.isEmpty() && !peers && !catalog) {
                filled.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            Batch batch = new Batch(peers, List.copyOf(messages), catalog);
            peers = false;
            catalog = false;
            messages.clear();
            return batch;
        } finally {
            lock.unlock();
        }
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
