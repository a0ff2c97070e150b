package reliablep2p.net;

import reliablep2p.model.Limits;

/**
 * Sees to it that file bytes keep moving: at least {@link Limits#paceBytes} in every window of {@link Limits#pace}, or
 * all of the rest if that is less. {@link #moved} is called by the one thread that moves them.
 */
final class Pace implements AutoCloseable {
    private final long total;
    private final long minimum;
    private final Runnable tooSlow;
    private final Watchdog.Watch watch;
    private volatile long moved;
    /** Of the watchdog's thread only. */
    private long movedBefore;

    Pace(Watchdog watchdog, Limits limits, long total, Runnable tooSlow) {
        this.total = total;
        this.minimum = limits.paceBytes();
        this.tooSlow = tooSlow;
        this.watch = watchdog.every(limits.pace(), this::check);
    }

    /** So many bytes have moved since the beginning. */
    void moved(long bytes) {
        moved = bytes;
    }

    @Override
    public void close() {
        watch.close();
    }

    private void check() {
        long now = moved;
        if (now - movedBefore < Math.min(minimum, total - movedBefore)) {
            tooSlow.run();
        }
        movedBefore = now;
    }
}
