package reliablep2p.node.scrub;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reliablep2p.storage.ReadListener;

/**
 * Lets no more bytes be read in a second than it is told; what a slow disk has not read is not made up for. Used by one
 * thread.
 */
final class Pace implements ReadListener {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final double nanosPerByte;
    private final LongSupplier nanoTime;
    private final Waiting waiting;
    private long due;

    /** Waits for a while. */
    interface Waiting {
        /**
         * Waits, or not at all if it is to be broken off.
         *
         * @return whether to go on
         */
        boolean await(long nanos) throws InterruptedException;
    }

    /**
     * Begins now.
     *
     * @param rate bytes a second
     * @param nanoTime a clock
     * @param waiting is called with short times, again and again
     */
    Pace(long rate, LongSupplier nanoTime, Waiting waiting) {
        this.nanosPerByte = SECOND / rate;
        this.nanoTime = nanoTime;
        this.waiting = waiting;
        this.due = nanoTime.getAsLong();
    }

    @Override
    public boolean read(int more) {
        long now = nanoTime.getAsLong();
        due = (due - now > 0 ? due : now) + (long) (more * nanosPerByte);
        try {
            boolean goesOn = waiting.await(0);
            for (long left = due - now; goesOn && left > 0; left = due - nanoTime.getAsLong()) {
                goesOn = waiting.await(Math.min(left, LOOK));
            }
            return goesOn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
