package reliablep2p.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Limits;

/**
 * Sees to it that file bytes keep moving: at least {@link Limits#paceBytes} in every window of {@link Limits#pace}, or
 * all of the rest. {@link #moved} is called by the one thread that moves them.
 */
final class Pace implements AutoCloseable {
    private final Watchdog watchdog;
    private final Duration window;
    private final long minimum;
    private final long total;
    private final Runnable tooSlow;
    private volatile long moved;
    private volatile boolean ended;
    private volatile Watchdog.@Nullable Watch watch;
    /** Of the watchdog's thread only. */
    private long movedBefore;

    Pace(Watchdog watchdog, Limits limits, long total, Runnable tooSlow) {
        this.watchdog = watchdog;
        this.window = limits.pace();
        this.minimum = limits.paceBytes();
        this.total = total;
        this.tooSlow = tooSlow;
    }

    /** Begins the first window. */
    Pace start() {
        watch = watchdog.after(window, this::check);
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

    /** Each window is begun by the one before it, so that a transfer which is given up leaves nothing behind. */
    private void check() {
        long now = moved;
        if (ended || now == total) {
            return;
        }
        if (now - movedBefore < minimum) {
            tooSlow.run();
            return;
        }
        movedBefore = now;
        start();
    }
}
