package reliablep2p.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.Sha256;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;

@Timeout(30)
class DownloadsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Downloads downloads = new Downloads(2);
    private final CountDownLatch running = new CountDownLatch(2);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Sha256 content(int number) {
        return Sha256.of(new byte[] {(byte) number});
    }

    /** Begins as many as there may be, and waits until they run. */
    private void fill() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            Sha256 content = content(i);
            Future<Boolean> unused = threads.submit(() -> downloads.alone(content, new Cancellation(), () -> {
                running.countDown();
                return awaitEnd();
            }));
        }
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private boolean awaitEnd() {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void oneTooManyWaitsForItsTurn() throws Exception {
        fill();
        Future<Long> third = threads.submit(() -> downloads.alone(content(2), new Cancellation(), end::getCount));
        assertThatThrownBy(() -> third.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        end.countDown();
        assertThat(third.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void whoWaitsForItsTurnCanBeCancelled() throws Exception {
        fill();
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThatThrownBy(() -> downloads.alone(content(2), cancelled, () -> "run"))
                .isInstanceOf(CancelledException.class);
        end.countDown();
    }
}
