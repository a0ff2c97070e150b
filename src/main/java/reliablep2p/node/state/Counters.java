package reliablep2p.node.state;

import java.util.concurrent.atomic.LongAdder;

/** What a peer has done since its start. Thread-safe; the figures are not one moment's. */
public final class Counters {
    private final LongAdder bytesDown = new LongAdder();
    private final LongAdder bytesUp = new LongAdder();
    private final LongAdder lookups = new LongAdder();
    private final LongAdder asked = new LongAdder();

    /** Counts file bytes received. */
    public void received(long bytes) {
        bytesDown.add(bytes);
    }

    /** Counts file bytes sent. */
    public void sent(long bytes) {
        bytesUp.add(bytes);
    }

    /** Counts a file that others were asked for, and how many were. */
    public void lookedUp(int peers) {
        lookups.increment();
        asked.add(peers);
    }

    /** File bytes received. */
    public long bytesDown() {
        return bytesDown.sum();
    }

    /** File bytes sent. */
    public long bytesUp() {
        return bytesUp.sum();
    }

    /** Files that others were asked for. */
    public long lookups() {
        return lookups.sum();
    }

    /** How many peers all lookups asked. */
    public long asked() {
        return asked.sum();
    }
}
