package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.PeerId;
import reliablep2p.trust.Identity;

@Timeout(30)
class ThrottleTest {
    private static final long RATE = 8 << 20;
    private static final Duration SPAN = Duration.ofSeconds(2);
    private static final PeerId ANN = Identity.generate().id();
    private static final PeerId BOB = Identity.generate().id();

    private final Throttle throttle = new Throttle();

    @Test
    void grantsAllWithoutALimit() throws Exception {
        assertThat(throttle.acquire(ANN, Integer.MAX_VALUE, () -> false)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void holdsTheLimitWithinFivePercent() throws Exception {
        throttle.limit(RATE);

        assertThat(move(1, ANN).get(0).get()).isCloseTo(RATE * SPAN.toSeconds(), Percentage.withPercentage(5));
    }

    @Test
    void givesAPeerWithManyConnectionsNoMoreThanAnother() throws Exception {
        throttle.limit(RATE);
        List<AtomicLong> moved = move(32, ANN, BOB);

        assertThat(moved.get(1).get()).isCloseTo(moved.get(0).get(), Percentage.withPercentage(10));
        assertThat(moved.get(0).get() + moved.get(1).get())
                .isCloseTo(RATE * SPAN.toSeconds(), Percentage.withPercentage(5));
    }

    @Test
    void grantsAgainWhatDidNotMove() throws Exception {
        throttle.limit(RATE);
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            throttle.giveBack(throttle.acquire(ANN, 64 * 1024, () -> false));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void endsTheWaitOfAConnectionThatWasClosed() {
        throttle.limit(Throttle.MIN);

        assertThatThrownBy(() -> {
                    while (true) {
                        throttle.acquire(ANN, 1 << 20, () -> true);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void takesAnotherLimitWhileSomebodyWaits() throws Exception {
        throttle.limit(Throttle.MIN);
        AtomicBoolean done = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            try {
                long left = 100 * Throttle.MIN;
                while (left > 0) {
                    left -= throttle.acquire(ANN, (int) left, () -> false);
                }
                done.set(true);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        throttle.limit(0);
        waiting.join();

        assertThat(done).isTrue();
    }

    @Test
    void refusesALimitAtWhichNothingWouldArriveInTime() {
        assertThatThrownBy(() -> throttle.limit(Throttle.MIN - 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Moves for a while: over so many connections of the first peer, and one of each other. */
    private List<AtomicLong> move(int connectionsOfFirst, PeerId... peers) throws InterruptedException {
        long end = System.nanoTime() + SPAN.toNanos();
        List<AtomicLong> moved = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (PeerId peer : peers) {
            AtomicLong bytes = new AtomicLong();
            int connections = moved.isEmpty() ? connectionsOfFirst : 1;
            moved.add(bytes);
            for (int i = 0; i < connections; i++) {
                threads.add(new Thread(() -> moveUntil(end, peer, bytes)));
            }
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return moved;
    }

    private void moveUntil(long end, PeerId peer, AtomicLong bytes) {
        try {
            while (System.nanoTime() < end) {
                int granted = throttle.acquire(peer, 256 * 1024, () -> System.nanoTime() > end);
                bytes.addAndGet(granted);
            }
        } catch (IOException overByNow) {
            assertThat(System.nanoTime()).isGreaterThan(end);
        }
    }
}
