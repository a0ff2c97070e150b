package reliablep2p.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Limits;

/**
 * Sees to it that file bytes keep moving: at least {@link Limits#paceBytes} in every window of {@link Limits#pace}, or
 * all of the rest. A window ends every tenth of its length, so that nobody waits much longer for what has stopped.
 * {@link #moved} is called by the one thread that moves them.
 */
final class Pace implements AutoCloseable {
    private static final int LOOKS = 10;

    private final Watchdog watchdog;
    private final Duration rest;
    private final long minimum;
    private final long total;
    private final Runnable tooSlow;
    private volatile long moved;
    private volatile boolean ended;
    private volatile Watchdog.@Nullable Watch watch;
    /** What had moved at each of the last looks, and how many there were; of the watchdog's thread only. */
    private final long[] movedBefore = new long[LOOKS];

    private int looks;

    Pace(Watchdog watchdog, Limits limits, long total, Runnable tooSlow) {
        this.watchdog = watchdog;
        this.rest = limits.pace().dividedBy(LOOKS);
        this.minimum = limits.paceBytes();
        this.total = total;
        this.tooSlow = tooSlow;
    }

    /** Begins the first window, or looks again later. */
    Pace start() {
        watch = watchdog.after(rest, this::check);
        return this;
    }

    /** So many bytes have moved since the beginning. */
    void moved(long bytes) {
        moved = bytes;
    }

    @Override
    public void close() {
        ended = true;
        Watchdog.Watch last = watch;
        if (last != null) {
            last.close();
        }
    }

    /** Each look is begun by the one before it, so that a transfer which is given up leaves nothing behind. */
    private void check() {
        long now = moved;
        if (ended || now == total) {
            return;
        }
        looks++;
        int oneWindowAgo = looks % LOOKS;
        if (looks >= LOOKS && now - movedBefore[oneWindowAgo] < minimum) {
            tooSlow.run();
            return;
        }
        movedBefore[oneWindowAgo] = now;
        start();
    }
}
