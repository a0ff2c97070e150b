package reliablep2p.node.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reliablep2p.net.Cancellation;

/** A wait of a certain time between two tries, which a cancellation ends at once. Used by one thread. */
final class Pause implements AutoCloseable {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Cancellation.Registration registration;
    private final Duration time;

    Pause(Duration time, Cancellation cancellation) {
        this.time = time;
        this.registration = cancellation.register(cancelled::countDown);
    }

    /** Waits; false if the next try is not wanted any more. */
    boolean pass() {
        try {
            return !cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        registration.close();
    }
}
