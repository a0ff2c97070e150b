package reliablep2p.node.fetch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures how fast bytes move, over the last second or so. Thread-safe; the monitor guards the slots, each of a tenth of
 * a second.
 */
final class Meter {
    private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SLOTS = 10;

    private final LongSupplier nanoTime;
    private final long begun;
    private final long[] slots = new long[SLOTS];
    private long slot;
    private long total;

    Meter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /** So many more bytes have moved. */
    synchronized void add(long bytes) {
        forward();
        slots[(int) (slot % SLOTS)] += bytes;
        total += bytes;
    }

    /** Bytes a second. */
    synchronized long rate() {
        forward();
        long sum = 0;
        for (long bytes : slots) {
            sum += bytes;
        }
        long span = Math.min(nanoTime.getAsLong() - begun, SLOTS * SLOT_NANOS);
        return span <= 0 ? 0 : (long) (sum * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(span, SLOT_NANOS));
    }

    /** All that moved. */
    synchronized long total() {
        return total;
    }

    /** How long it has measured, in nanoseconds. */
    long age() {
        return nanoTime.getAsLong() - begun;
    }

    private void forward() {
        long now = (nanoTime.getAsLong() - begun) / SLOT_NANOS;
        for (long next = Math.max(slot + 1, now - SLOTS + 1); next <= now; next++) {
            slots[(int) (next % SLOTS)] = 0;
        }
        slot = Math.max(slot, now);
    }
}
