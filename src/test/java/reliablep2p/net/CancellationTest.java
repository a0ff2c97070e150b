package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void closesWhatIsRegisteredOnce() {
        cancellation.register(closed::incrementAndGet);
        assertThat(closed).hasValue(0);

        cancellation.cancel();
        cancellation.cancel();
        assertThat(closed).hasValue(1);
    }

    @Test
    void closesAtOnceWhatComesTooLate() {
        cancellation.cancel();
        cancellation.register(closed::incrementAndGet);

        assertThat(closed).hasValue(1);
    }

    @Test
    void leavesAloneWhatWasTakenOut() {
        cancellation.register(closed::incrementAndGet).close();
        cancellation.cancel();

        assertThat(closed).hasValue(0);
    }

    @Test
    void closesTheRestWhenOneFails() {
        for (int i = 0; i < 4; i++) {
            cancellation.register(() -> {
                closed.incrementAndGet();
                throw new IOException("planted by a test");
            });
        }
        cancellation.cancel();

        assertThat(closed).hasValue(4);
    }

    @Test
    void runsClosersOutsideOfItsLock() {
        cancellation.register(() -> {
            Thread other = new Thread(() -> cancellation.register(closed::incrementAndGet));
            other.start();
            joinQuickly(other);
        });
        cancellation.cancel();

        assertThat(closed).hasValue(1);
    }

    @Test
    void isToldToWhoeverAsks() {
        assertThatCode(cancellation::check).doesNotThrowAnyException();
        assertThat(cancellation.isCancelled()).isFalse();

        cancellation.cancel();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(cancellation::check);
    }

    private static void joinQuickly(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
