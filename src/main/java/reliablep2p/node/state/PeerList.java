package reliablep2p.node.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/**
 * The members now in the network, as far as this peer knows.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it.
 */
public final class PeerList {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Map<PeerId, Member> members = new HashMap<>();
    private @Nullable List<Member> sorted;

    /**
     * What an update changed.
     *
     * @param joined members that were not there before, or are elsewhere now
     * @param left members that are there no more
     */
    public record Change(List<Member> joined, List<Member> left) {}

    /** All members, sorted: an immutable snapshot. */
    public List<Member> members() {
        lock.lock();
        try {
            if (sorted == null) {
                sorted = members.values().stream().sorted().toList();
            }
            return sorted;
        } finally {
            lock.unlock();
        }
    }

    /** The member with this id. */
    public Optional<Member> find(PeerId id) {
        lock.lock();
        try {
            return Optional.ofNullable(members.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** The member that listens there. */
    public Optional<Member> find(Address address) {
        return members().stream()
                .filter(m -> m.address().equals(address))
                .min(Comparator.comparing(Member::role)); // The database peer is known first-hand, so it goes first.
    }

    /**
     * The member with this id, if need be after waiting for the news that it has joined: the newest member may ask
     * before that news is here.
     *
     * @return empty if it is no member by the end of the wait, or the thread is interrupted
     */
    public Optional<Member> await(PeerId id, Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!members.containsKey(id) && left > 0) {
                left = grown.awaitNanos(left);
            }
            return Optional.ofNullable(members.get(id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Adds members and removes others. */
    public Change apply(Collection<Member> joined, Collection<PeerId> left) {
        lock.lock();
        try {
            List<Member> gone = new ArrayList<>();
            for (PeerId id : left) {
                Member member = members.remove(id);
                if (member != null) {
                    gone.add(member);
                }
            }
            List<Member> come = new ArrayList<>();
            for (Member member : joined) {
                if (!member.equals(members.put(member.id(), member))) {
                    come.add(member);
                }
            }
            changed();
            return new Change(List.copyOf(come), List.copyOf(gone));
        } finally {
            lock.unlock();
        }
    }

    /** Puts a whole list in the place of this one. */
    public Change replaceAll(Collection<Member> whole) {
        lock.lock();
        try {
            Map<PeerId, Member> old = new HashMap<>(members);
            whole.forEach(member -> old.remove(member.id()));
            return apply(whole, List.copyOf(old.keySet()));
        } finally {
            lock.unlock();
        }
    }

    private void changed() {
        sorted = null;
        grown.signalAll();
    }
}
