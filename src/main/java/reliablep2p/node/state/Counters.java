package reliablep2p.node.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import reliablep2p.node.NodeStatus;

/**
 * What a peer has done since its start.
 *
 * <p>Thread-safe; the figures are not one moment's. This object's lock guards how many each early and late lookup asked.
 */
public final class Counters {
    private static final int WINDOW = 10;

    private final LongAdder bytesDown = new LongAdder();
    private final LongAdder bytesUp = new LongAdder();
    private final LongAdder lookups = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final Deque<Integer> early = new ArrayDeque<>();
    private final Deque<Integer> late = new ArrayDeque<>();

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
        synchronized (this) {
            if (early.size() < WINDOW) {
                early.add(peers);
            }
            late.add(peers);
            if (late.size() > WINDOW) {
                late.remove();
            }
        }
    }

    /** How many peers the first and the last {@value #WINDOW} lookups asked on average. */
    public synchronized NodeStatus.Learning learning() {
        return new NodeStatus.Learning(early.size(), average(early), average(late));
    }

    private static double average(Deque<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).average().orElse(0);
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
