package reliablep2p.shell.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a number has grown in the last few seconds. Not thread-safe: its owner's lock guards it. */
final class Rate {
    private static final Duration WINDOW = Duration.ofSeconds(4);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long time, long amount) {}

    /** Forgets what was. */
    void clear() {
        samples.clear();
    }

    /**
     * Takes note of the amount now.
     *
     * @param now in nanoseconds
     * @return how much it grows in a second; 0 if that is not known yet
     */
    double at(long now, long amount) {
        samples.addLast(new Sample(now, amount));
        while (samples.size() > 2 && now - samples.getFirst().time() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long nanos = now - first.time();
        return nanos <= 0 ? 0 : (amount - first.amount()) * 1e9 / nanos;
    }
}
