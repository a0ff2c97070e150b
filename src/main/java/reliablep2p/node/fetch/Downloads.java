package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import reliablep2p.model.Sha256;
import reliablep2p.net.Cancellation;
import reliablep2p.storage.StorageException;

/**
 * The fetches that are under way: at most one for the same bytes, however many want them, and no more than somebody who
 * has them all would send at a time, so that nobody has to answer that it is busy.
 *
 * <p>Thread-safe: {@code lock} guards {@code running}; fetching happens outside it.
 */
final class Downloads {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<Sha256> running = new HashSet<>();
    private final int most;

    /**
     * None is under way.
     *
     * @param most how many there may be
     */
    Downloads(int most) {
        this.most = most;
    }

    /** A fetch, run by the thread that wants it. */
    interface Fetch<T> {
        /** Runs it. */
        T run() throws IOException, StorageException;
    }

    /**
     * Runs a fetch when no other one for the same bytes runs, and not too many for others; after one that succeeded it finds the file present.
     *
     * @throws IOException if the wait was cancelled, and whatever the fetch throws
     */
    <T> T alone(Sha256 content, Cancellation cancellation, Fetch<T> fetch) throws IOException, StorageException {
        begin(content, cancellation);
        try {
            return fetch.run();
        } finally {
            end(content);
        }
    }

    private void begin(Sha256 content, Cancellation cancellation) throws IOException {
        try (var wakeUp = cancellation.register(this::wakeAll)) {
            lock.lock();
            try {
                while (running.contains(content) || running.size() >= most) {
                    cancellation.check();
                    ended.awaitUninterruptibly();
                }
                running.add(content);
            } finally {
                lock.unlock();
            }
        }
    }

    private void end(Sha256 content) {
        lock.lock();
        try {
            running.remove(content);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
