package reliablep2p.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Meter meter = new Meter(nanos::get);

    @Test
    void measuresOverTheLastSecond() {
        for (int i = 0; i < 30; i++) {
            meter.add(1_000);
            pass(Duration.ofMillis(100));
        }
        assertThat(meter.rate()).isBetween(9_000L, 10_000L);
        assertThat(meter.total()).isEqualTo(30_000);
        pass(Duration.ofMillis(500));
        assertThat(meter.rate()).isBetween(4_000L, 5_000L);
        pass(Duration.ofSeconds(1));
        assertThat(meter.rate()).isZero();
    }

    @Test
    void doesNotExaggerateAtTheBeginning() {
        meter.add(1_000);
        assertThat(meter.rate()).isZero();
        pass(Duration.ofMillis(1));
        assertThat(meter.rate()).isLessThanOrEqualTo(10_000);
        pass(Duration.ofMillis(199));
        assertThat(meter.rate()).isEqualTo(5_000);
    }

    @Test
    void forgetsAfterALongPause() {
        meter.add(1_000);
        pass(Duration.ofDays(300));
        assertThat(meter.rate()).isZero();
        meter.add(500);
        assertThat(meter.rate()).isEqualTo(500);
        assertThat(meter.age()).isEqualTo(Duration.ofDays(300).toNanos());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
