package reliablep2p.node.database;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ResyncRequest.Kind;

/**
 * What is still to be sent to one member. Bounded: when a slow member's box is full, what is in it is thrown away,
 * and both whole lists take its place.
 *
 * <p>Thread-safe: {@code lock} guards everything.
 */
final class Outbox {
    /** Changes are small; a member that is this far behind is better served by a whole list. */
    static final int CAPACITY = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Answer> messages = new ArrayDeque<>();
    private final EnumSet<Kind> wholes = EnumSet.noneOf(Kind.class);
    private boolean closed;

    /**
     * What to send next.
     *
     * @param wholes lists to be sent whole, before the messages
     * @param messages in this order
     */
    record Batch(List<Kind> wholes, List<Answer> messages) {}

    /** Sends these messages after what is waiting. */
    void add(List<? extends Answer> more) {
        lock.lock();
        try {
            if (messages.size() + more.size() > CAPACITY) {
                messages.clear();
                wholes.addAll(EnumSet.allOf(Kind.class));
            }
            messages.addAll(more);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends this whole list as it is when its turn comes. */
    void addWhole(Kind kind) {
        lock.lock();
        try {
            wholes.add(kind);
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
            while (!closed && messages.isEmpty() && wholes.isEmpty()) {
                filled.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            Batch batch = new Batch(List.copyOf(wholes), List.copyOf(messages));
            wholes.clear();
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
