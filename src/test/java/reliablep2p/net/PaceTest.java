package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reliablep2p.model.TestLimits;

class PaceTest {
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final Watchdog watchdog = new Watchdog();
    private final CountDownLatch tooSlow = new CountDownLatch(1);

    @AfterEach
    void close() {
        watchdog.close();
    }

    /** However much had come before: not only with the window after the one in which it came. */
    @Test
    void givesUpOneWindowAfterTheLastByte() throws Exception {
        try (Pace pace = pace()) {
            pace.moved(500_000);
            assertThat(tooSlow.await(WINDOW.toMillis() * 3 / 2, TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    @Test
    void givesWhatHasJustBegunAWholeWindow() throws Exception {
        try (Pace pace = pace()) {
            pace.moved(1);
            assertThat(tooSlow.await(WINDOW.toMillis() / 2, TimeUnit.MILLISECONDS))
                    .isFalse();
        }
    }

    private Pace pace() {
        return new Pace(watchdog, new TestLimits().pace(1_000, WINDOW).build(), 1_000_000, tooSlow::countDown).start();
    }
}
