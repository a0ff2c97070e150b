package reliablep2p.node;

import java.time.Duration;
import reliablep2p.model.Limits;

/** The program's limits with deadlines that a test can wait for. */
public final class TestLimits {
    private TestLimits() {}

    /** All sizes as they are; all times short, but long enough for a busy machine. */
    public static Limits quick() {
        return with(Duration.ofSeconds(20), Limits.defaults().signature());
    }

    /** The same with signatures that are renewed when they are so old. */
    public static Limits renewing(Duration renewal) {
        return with(Duration.ofSeconds(20), Limits.defaults().signature(), renewal);
    }

    /** The same with another {@code idle}, and another life of signatures. */
    public static Limits with(Duration idle, Duration signature) {
        return with(idle, signature, Limits.defaults().renewal());
    }

    private static Limits with(Duration idle, Duration signature, Duration renewal) {
        Limits defaults = Limits.defaults();
        return new Limits(
                defaults.controlFrame(),
                defaults.mapFrame(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                idle,
                Duration.ofSeconds(2),
                defaults.paceBytes(),
                defaults.strangers(),
                defaults.connectionsPerPeer(),
                defaults.uploadsPerPeer(),
                defaults.uploads(),
                Duration.ofMillis(200),
                Duration.ofSeconds(4),
                Duration.ofMillis(100),
                Duration.ofMillis(1_000),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                signature,
                renewal,
                Duration.ofMillis(300));
    }
}
