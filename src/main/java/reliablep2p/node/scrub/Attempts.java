package reliablep2p.node.scrub;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;

/**
 * When each file is to be tried again: after 2 s, then twice as long each time, up to a minute; at once when somebody has
 * come who may have it. Used by one thread.
 */
final class Attempts {
    static final Duration FIRST_DELAY = Duration.ofSeconds(2);
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final Map<TrustedFile, Attempt> attempts = new HashMap<>();
    private final LongSupplier nanoTime;
    private Set<PeerId> present = Set.of();

    /** Nothing was tried yet. */
    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** When to try again, in nanoseconds, and how long to wait after that. */
    private record Attempt(long due, Duration next) {}

    /** Only these files wait. */
    void keepOnly(Collection<TrustedFile> waiting) {
        attempts.keySet().retainAll(waiting);
    }

    /** These members are there; one that was not, may hold what nobody held. Who leaves changes nothing. */
    void present(Set<PeerId> members) {
        if (!present.containsAll(members)) {
            attempts.clear();
        }
        present = members;
    }

    boolean isDue(TrustedFile file) {
        Attempt last = attempts.get(file);
        return last == null || nanoTime.getAsLong() - last.due() >= 0;
    }

    void failed(TrustedFile file) {
        Attempt last = attempts.get(file);
        Duration delay = last == null ? FIRST_DELAY : last.next();
        Duration doubled = delay.multipliedBy(2);
        attempts.put(
                file,
                new Attempt(
                        nanoTime.getAsLong() + delay.toNanos(),
                        doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled));
    }

    void succeeded(TrustedFile file) {
        attempts.remove(file);
    }
}
