package reliablep2p.node.serve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import reliablep2p.model.PeerId;
import reliablep2p.net.Turns;

/**
 * Bounds how many files, or parts of files, are sent at a time, to one peer and in all. Who finds no slot waits for a
 * while; slots that become free go from peer to peer in turn, however many connections each has. The more slots a peer
 * has, the more it leaves free for others: a few peers that take all they can, slowly, keep nobody waiting.
 *
 * <p>Thread-safe: {@code lock} guards everything.
 */
final class UploadSlots {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Turns turns = new Turns();
    private final Map<PeerId, Integer> taken = new HashMap<>();
    private final int perPeer;
    private final int inAll;
    private final Duration patience;
    /** For each slot that a peer has, it leaves so many free. */
    private final int leaves;

    private int all;

    /** @param patience how long is waited for a slot */
    UploadSlots(int perPeer, int inAll, Duration patience) {
        this.perPeer = perPeer;
        this.inAll = inAll;
        this.patience = patience;
        this.leaves = inAll / (2 * perPeer);
    }

    /** Takes a slot; false if none became free in time. */
    boolean take(PeerId peer) {
        lock.lock();
        Turns.Ticket ticket = turns.wait(peer);
        try {
            long left = patience.toNanos();
            while (!isTurnOf(ticket)) {
                if (left <= 0) {
                    return false;
                }
                left = freed.awaitNanos(left);
            }
            turns.served(ticket);
            taken.merge(peer, 1, Integer::sum);
            all++;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            turns.left(ticket);
            freed.signalAll();
            lock.unlock();
        }
    }

    /** Gives a slot back that was taken. */
    void giveBack(PeerId peer) {
        lock.lock();
        try {
            taken.computeIfPresent(peer, (p, now) -> now == 1 ? null : now - 1);
            all--;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next turn is that of the first peer that may have one more. */
    private boolean isTurnOf(Turns.Ticket ticket) {
        return all < inAll
                && turns.firsts().stream()
                                .filter(first -> mayHaveMore(first.peer()))
                                .findFirst()
                                .orElse(null)
                        == ticket;
    }

    private boolean mayHaveMore(PeerId peer) {
        int has = taken.getOrDefault(peer, 0);
        return has < perPeer && all + has * leaves < inAll;
    }
}
