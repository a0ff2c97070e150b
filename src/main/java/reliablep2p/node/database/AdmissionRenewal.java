package reliablep2p.node.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.Answer;

/**
 * Gives members that stay for long a new admission before the old one ends.
 *
 * <p>Not thread-safe: used by the housekeeper.
 */
final class AdmissionRenewal {
    private final Registry registry;
    private final Function<PeerId, ? extends Answer> admission;
    private final InstantSource clock;
    private final Duration renewal;
    private Instant last;

    /**
     * Makes it.
     *
     * @param renewal how old an admission gets
     */
    AdmissionRenewal(
            Registry registry, Function<PeerId, ? extends Answer> admission, InstantSource clock, Duration renewal) {
        this.registry = registry;
        this.admission = admission;
        this.clock = clock;
        this.renewal = renewal;
        this.last = clock.instant();
    }

    /** To be called now and then. */
    void look() {
        Instant now = clock.instant();
        // A clock that was set back must not keep them from being renewed.
        if (Duration.between(last, now).abs().compareTo(renewal) >= 0) {
            last = now;
            registry.tellEach(admission);
        }
    }
}
