package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damages golden frames at random: whatever arrives, reading it ends, and ends with an {@link IOException} at worst. */
class MutationTest {
    private static final int ROUNDS = 10_000;

    @Test
    void survivesRandomDamage() {
        long seed = System.nanoTime();
        System.out.println("MutationTest seed " + seed);
        int refused = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refusals(new Random(seed)));
        assertThat(refused).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    /** How many of the damaged frames were refused; any exception but IOException fails the test. */
    private static int refusals(Random random) throws IOException {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = Mutation.ofAGoldenFrame(random, true);
            try {
                byte[] payload = new FrameReader(new ByteArrayInputStream(frame)).read(64 * 1024, () -> {});
                if (payload != null) {
                    Message message = MessageCodec.decode(payload);
                    assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                            .isEqualTo(message);
                }
            } catch (IOException expected) {
                refused++;
            }
        }
        return refused;
    }
}
