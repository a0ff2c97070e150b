package reliablep2p.node.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The speed at which kept files are read, by a clock that only waiting moves. */
class PaceTest {
    private static final int RATE = 1 << 20;
    private static final int CHUNK = 64 << 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = Long.MAX_VALUE - SECOND; // It may overflow, as a clock of nanoseconds may.
    private final long begun = now;
    private final List<Long> reads = new ArrayList<>();
    private boolean brokenOff;

    private final Pace pace = new Pace(RATE, () -> now, nanos -> {
        now += nanos;
        return !brokenOff;
    });

    private void read(int bytes) {
        for (int i = 0; i < bytes / CHUNK; i++) {
            reads.add(now - begun);
            assertThat(pace.read(CHUNK)).isTrue();
        }
    }

    private void neverExceedsTheRate() {
        for (long from : reads) {
            long within = reads.stream()
                    .filter(at -> at >= from && at < from + SECOND)
                    .count();
            assertThat(within * CHUNK).isLessThanOrEqualTo(RATE + CHUNK);
        }
    }

    @Test
    void readsAsFastAsItMayAndNoFaster() {
        read(10 * RATE);
        assertThat((now - begun) / (double) SECOND).isBetween(9.99, 10.01);
        neverExceedsTheRate();
    }

    @Test
    void doesNotMakeUpForTheTimeThatADiskTook() {
        read(RATE);
        now += 100 * SECOND;
        read(3 * RATE);
        neverExceedsTheRate();
    }

    @Test
    void isBrokenOffWithoutWaiting() {
        brokenOff = true;
        assertThat(pace.read(1 << 30)).isFalse();
        assertThat(now).isEqualTo(begun);
    }

    @Test
    void looksNowAndThenWhetherToGoOn() {
        Pace slow = new Pace(1, () -> now, nanos -> {
            now += nanos;
            return now - begun < SECOND;
        });
        assertThat(slow.read(1_000_000)).isFalse();
        assertThat(now - begun).isBetween(SECOND, 2 * SECOND);
    }
}
