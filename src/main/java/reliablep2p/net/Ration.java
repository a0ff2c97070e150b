package reliablep2p.net;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets something be logged so many times in a span of time, and counts what it refuses: a log is for a person, and
 * strangers can cause a million lines. Thread-safe; the monitor guards the counts.
 */
public final class Ration {
    private final int perSpan;
    private final long spanNanos;
    private final LongSupplier nanoTime;
    private long begun;
    private int granted;
    private long refused;

    /** At most {@code perSpan} in each span, which begins with the first. */
    public Ration(int perSpan, Duration span) {
        this(perSpan, span, System::nanoTime);
    }

    Ration(int perSpan, Duration span, LongSupplier nanoTime) {
        this.perSpan = perSpan;
        this.spanNanos = span.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Empty if it is refused; else how many were refused since the last that was not. */
    public synchronized OptionalLong ask() {
        long now = nanoTime.getAsLong();
        if (granted == 0 || now - begun >= spanNanos) {
            begun = now;
            granted = 0;
        }
        if (granted == perSpan) {
            refused++;
            return OptionalLong.empty();
        }
        granted++;
        long before = refused;
        refused = 0;
        return OptionalLong.of(before);
    }
}
