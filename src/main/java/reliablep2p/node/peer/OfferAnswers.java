package reliablep2p.node.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.protocol.OfferAnswer;

/**
 * What the database peer says of offers whose command still runs.
 *
 * <p>Thread-safe: {@code lock} guards {@code latest}, which has an entry for each offer that is followed.
 */
final class OfferAnswers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<TrustedFile, Optional<OfferAnswer>> latest = new HashMap<>();

    /** Begins to follow an offer. */
    void follow(TrustedFile file) {
        lock.lock();
        try {
            latest.put(file, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /** Follows it no more. */
    void forget(TrustedFile file) {
        lock.lock();
        try {
            latest.remove(file);
        } finally {
            lock.unlock();
        }
    }

    /** The database peer has said something; tells whether a command waits for it. */
    boolean take(OfferAnswer answer) {
        lock.lock();
        try {
            boolean followed = latest.containsKey(answer.file());
            if (followed) {
                latest.put(answer.file(), Optional.of(answer));
                news.signalAll();
            }
            return followed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for what is said of an offer, and takes it out.
     *
     * @return empty if nothing was said in this time
     * @throws IOException if it was cancelled
     */
    Optional<OfferAnswer> await(TrustedFile file, Duration wait, Cancellation cancellation) throws IOException {
        try (var wakeUp = cancellation.register(this::wake)) {
            lock.lock();
            try {
                long left = wait.toNanos();
                while (latest.getOrDefault(file, Optional.empty()).isEmpty() && left > 0) {
                    cancellation.check();
                    left = news.awaitNanos(left);
                }
                Optional<OfferAnswer> said = latest.getOrDefault(file, Optional.empty());
                if (latest.containsKey(file)) {
                    latest.put(file, Optional.empty());
                }
                return said;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the wait was interrupted", e);
            } finally {
                lock.unlock();
            }
        }
    }

    private void wake() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
