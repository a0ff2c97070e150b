package reliablep2p.node;

import java.time.Duration;
import reliablep2p.model.Limits;

/** The program's limits with deadlines that a test can wait for. */
public final class TestLimits {
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private TestLimits() {}

    /** All sizes as they are; all times short, but long enough for a busy machine. */
    public static Limits quick() {
        return with(IDLE, Limits.defaults().signature());
    }

    /** The same with signatures that are renewed when they are so old. */
    public static Limits renewing(Duration renewal) {
        return with(IDLE, SILENCE, Limits.defaults().signature(), renewal);
    }

    /** The same, but whoever says nothing for so long counts as gone. */
    public static Limits silent(Duration silence) {
        Limits defaults = Limits.defaults();
        return with(IDLE, silence, defaults.signature(), defaults.renewal());
    }

    /** The same with another {@code idle}, and another life of signatures. */
    public static Limits with(Duration idle, Duration signature) {
        return with(idle, SILENCE, signature, Limits.defaults().renewal());
    }

    private static Limits with(Duration idle, Duration silence, Duration signature, Duration renewal) {
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
                silence,
                Duration.ofMillis(100),
                Duration.ofMillis(1_000),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                signature,
                renewal,
                Duration.ofMillis(300));
    }
}
