package reliablep2p.node;

import java.time.Duration;
import reliablep2p.model.Limits;

/** The program's limits with deadlines that a test can wait for. */
public final class TestLimits {
    private TestLimits() {}

    /** All sizes as they are; all times short, but long enough for a busy machine. */
    public static Limits quick() {
        Limits defaults = Limits.defaults();
        return new Limits(
                defaults.controlFrame(),
                defaults.mapFrame(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                defaults.paceBytes(),
                defaults.strangers(),
                defaults.connectionsPerPeer(),
                defaults.uploadsPerPeer(),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofMillis(1_000),
                defaults.learning(),
                Duration.ofSeconds(3));
    }
}
