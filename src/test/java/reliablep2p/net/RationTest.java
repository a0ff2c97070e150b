package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RationTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // The clock may begin anywhere, and overflow.
    private final Ration ration = new Ration(2, Duration.ofNanos(10), now::get);

    @Test
    void refusesWhatIsTooMuchAndCountsIt() {
        assertThat(ration.ask()).isEqualTo(OptionalLong.of(0));
        now.addAndGet(9);
        assertThat(ration.ask()).isEqualTo(OptionalLong.of(0));
        assertThat(ration.ask()).isEmpty();
        assertThat(ration.ask()).isEmpty();
        now.addAndGet(1);
        assertThat(ration.ask()).isEqualTo(OptionalLong.of(2));
        assertThat(ration.ask()).isEqualTo(OptionalLong.of(0));
        assertThat(ration.ask()).isEmpty();
    }
}
