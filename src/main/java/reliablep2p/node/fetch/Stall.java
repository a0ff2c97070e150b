package reliablep2p.node.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import reliablep2p.net.Connection;
import reliablep2p.net.OutpacedException;
import reliablep2p.net.Watchdog;

/**
 * Ends a connection over which next to nothing comes, as long as there is somebody better. Of the thread that receives,
 * and the watchdog's.
 */
final class Stall implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** So many looks in a row with too little end it: within 2 s of the last bytes. */
    private static final int LOOKS = 3;
    /** In each look. */
    private static final long TOO_LITTLE = 4 * 1024;

    private final Connection connection;
    private final BooleanSupplier mayBeSlow;
    private final AtomicLong moved = new AtomicLong();
    private final Watchdog.Watch watch;
    private long before;
    private int idle;

    Stall(Watchdog watchdog, Connection connection, BooleanSupplier mayBeSlow) {
        this.connection = connection;
        this.mayBeSlow = mayBeSlow;
        this.watch = watchdog.every(LOOK, this::look);
    }

    /** So many more bytes have come. */
    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /** Whether this is what a call throws whose connection was ended so. */
    static boolean isCause(IOException thrown) {
        return thrown instanceof OutpacedException;
    }

    @Override
    public void close() {
        watch.close();
    }

    private void look() {
        long now = moved.get();
        idle = now - before < TOO_LITTLE && !connection.isHeldBack() ? idle + 1 : 0;
        before = now;
        if (idle >= LOOKS && !mayBeSlow.getAsBoolean()) {
            connection.outpace();
        }
    }
}
