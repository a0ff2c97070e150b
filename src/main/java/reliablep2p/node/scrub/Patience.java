package reliablep2p.node.scrub;

import java.time.Duration;
import reliablep2p.model.Member;
import reliablep2p.model.PieceSet;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Watchdog;
import reliablep2p.node.FetchListener;

/**
 * Ends a fetch to which nothing comes: two peers that both lack pieces of a file may each wait for the other to get them. The
 * time that a part of before takes to be read does not count.
 *
 * <p>Told by the threads that fetch, looked at by the watchdog's.
 */
final class Patience implements FetchListener, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Cancellation ending = new Cancellation();
    private final Cancellation.Registration outer;
    private final Watchdog.Watch watch;
    private final long most;
    private volatile long moved;
    private volatile boolean begun;

    /**
     * Begins to watch.
     *
     * @param cancellation of the whole, which ends the fetch, too
     */
    Patience(Duration most, Watchdog watchdog, Cancellation cancellation) {
        this.most = most.toNanos();
        this.outer = cancellation.register(ending::cancel);
        this.watch = watchdog.every(LOOK, this::look);
    }

    /** Ends the fetch. */
    Cancellation ending() {
        return ending;
    }

    @Override
    public void verified(TrustedFile file, PieceSet here, int count) {
        moved();
        begun = true;
    }

    @Override
    public void asking(TrustedFile file, Member peer, int asked) {
        moved();
    }

    @Override
    public void received(TrustedFile file, Member from, long received) {
        moved();
    }

    private void moved() {
        moved = System.nanoTime();
    }

    private void look() {
        if (begun && System.nanoTime() - moved > most) {
            ending.cancel();
        }
    }

    @Override
    public void close() {
        watch.close();
        outer.close();
    }
}
