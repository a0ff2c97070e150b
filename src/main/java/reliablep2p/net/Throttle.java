package reliablep2p.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reliablep2p.model.PeerId;

/**
 * A limit on how many bytes of files move in a second in one direction, over all connections together; those that wait are served in
 * turn, peer by peer, so that many connections of one peer get no more than one of another.
 *
 * <p>Thread-safe: {@code lock} guards everything but {@code rate}, which is read without it where there is no limit.
 * Whoever waits looks ten times a second whether it is still wanted.
 */
public final class Throttle {
    /** The lowest limit, in bytes a second: below it transfers would be taken for dead. */
    public static final long MIN = 64 * 1024;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** At most so many bytes are granted at once; few enough for turns to come often. */
    private static final int GRANT = 64 * 1024;
    /** What was not used is lost after this part of a second. */
    private static final int BURST = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final Turns turns = new Turns();
    private final LongSupplier nanoTime;
    private volatile long rate;
    private double free;
    private long last;

    /** No limit. */
    public Throttle() {
        this(System::nanoTime);
    }

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /**
     * Sets the limit, for transfers that run too.
     *
     * @param bytesPerSecond 0 for none, or at least {@link #MIN}
     */
    public void limit(long bytesPerSecond) {
        if (bytesPerSecond != 0 && bytesPerSecond < MIN) {
            throw new IllegalArgumentException("a limit of " + bytesPerSecond + " bytes a second");
        }
        lock.lock();
        try {
            rate = bytesPerSecond;
            free = 0;
            last = nanoTime.getAsLong();
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The limit in bytes a second; 0 if there is none. */
    public long limit() {
        return rate;
    }

    /**
     * Waits for a turn to move bytes.
     *
     * @param peer who is on the other side
     * @param wanted how many bytes, 1 or more
     * @param ended whether the connection was closed meanwhile
     * @return how many may be moved now, 1 to {@code wanted}; of those that are not, {@link #giveBack} is to be told
     * @throws IOException if the connection was closed, or the thread interrupted
     */
    int acquire(PeerId peer, int wanted, BooleanSupplier ended) throws IOException {
        if (rate == 0) {
            return wanted;
        }
        lock.lock();
        Turns.Ticket ticket = turns.wait(peer);
        try {
            while (true) {
                long limit = rate;
                if (limit == 0) {
                    turns.left(ticket);
                    return wanted;
                }
                refill(limit);
                int grant = (int) Math.min(Math.min(wanted, GRANT), Math.max(1, limit / BURST));
                if (turns.next() == ticket && free >= grant) {
                    free -= grant;
                    turns.served(ticket);
                    turn.signalAll();
                    return grant;
                }
                if (ended.getAsBoolean()) {
                    throw new IOException("closed while it waited for its turn");
                }
                long wait = turns.next() == ticket ? (long) ((grant - free) * SECOND / limit) + 1 : LOOK_NANOS;
                long unused = turn.awaitNanos(Math.min(wait, LOOK_NANOS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while it waited for its turn");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            turns.left(ticket);
            turn.signalAll();
            lock.unlock();
        }
    }

    /** So many of the bytes that were granted did not move. */
    void giveBack(int bytes) {
        if (bytes > 0 && rate != 0) {
            lock.lock();
            try {
                free += bytes;
            } finally {
                lock.unlock();
            }
        }
    }

    private void refill(long limit) {
        long now = nanoTime.getAsLong();
        double most = Math.max(GRANT, (double) limit / BURST);
        free = Math.min(Math.max(free, most), free + (now - last) * (double) limit / SECOND);
        last = now;
    }
}
