package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATER = Duration.ofHours(1);

    private final Watchdog watchdog = new Watchdog();
    private final CountDownLatch ran = new CountDownLatch(1);

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void runsAnActionWhenItsTimeHasCome() throws Exception {
        Watchdog.Watch watch = watchdog.after(SOON, ran::countDown);

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.fired()).isTrue();
    }

    @Test
    void doesNotRunWhatWasCalledOff() throws Exception {
        CountDownLatch calledOffRan = new CountDownLatch(1);
        Watchdog.Watch watch = watchdog.after(Duration.ofMillis(50), calledOffRan::countDown);
        watch.close();
        watchdog.after(Duration.ofMillis(60), ran::countDown);

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.fired()).isFalse();
        assertThat(calledOffRan.getCount()).isEqualTo(1);
    }

    @Test
    void runsAnActionAgainAndAgain() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        Watchdog.Watch watch = watchdog.every(SOON, three::countDown);

        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
        watch.close();
    }

    @Test
    void outlivesAnActionThatFails() throws Exception {
        watchdog.after(SOON, () -> {
            throw new IllegalStateException("planted by a test");
        });
        watchdog.after(SOON.multipliedBy(2), ran::countDown);

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesNothingUnwatchedOnceItIsClosed() {
        watchdog.close();

        assertThat(watchdog.after(LATER, ran::countDown).fired()).isTrue();
        assertThat(ran.getCount()).isZero();
    }
}
