package reliablep2p.node.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import reliablep2p.model.PeerId;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedPeer;

/**
 * Who is a trusted peer and who was expelled, as the journal's entries leave it. Roles are bound to ids, so that another
 * process on a peer's port has none.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it.
 */
public final class Roles {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PeerId, TrustedPeer> trusted = new HashMap<>();
    private final Map<PeerId, Revocation> expelled = new HashMap<>();
    private boolean used;

    /** Whether a role was ever granted: from then on {@code secure-get} wants one. */
    public boolean inUse() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** The role of this peer. */
    public Optional<TrustedPeer> trusted(PeerId id) {
        lock.lock();
        try {
            return Optional.ofNullable(trusted.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** All trusted peers, by id: an immutable snapshot. */
    public List<TrustedPeer> trusted() {
        lock.lock();
        try {
            return trusted.values().stream()
                    .sorted((a, b) -> a.id().compareTo(b.id()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** When and why this peer was expelled, if it is. */
    public Optional<Revocation> expulsion(PeerId id) {
        lock.lock();
        try {
            return Optional.ofNullable(expelled.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** All expelled peers, and all trusted ones: who has a line in the journal that still holds. */
    public List<PeerId> known() {
        lock.lock();
        try {
            return Stream.concat(trusted.keySet().stream(), expelled.keySet().stream())
                    .distinct()
                    .sorted()
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** A peer was given the role. */
    public void grant(TrustedPeer peer) {
        lock.lock();
        try {
            trusted.put(peer.id(), peer);
            used = true;
        } finally {
            lock.unlock();
        }
    }

    /** A peer has lost the role. */
    public void take(PeerId id) {
        lock.lock();
        try {
            trusted.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** A peer was expelled; with it goes its role. */
    public void expel(PeerId id, Revocation expulsion) {
        lock.lock();
        try {
            expelled.put(id, expulsion);
            trusted.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** An expelled peer may come back. */
    public void readmit(PeerId id) {
        lock.lock();
        try {
            expelled.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, because another journal takes its place. */
    public void clear() {
        lock.lock();
        try {
            trusted.clear();
            expelled.clear();
            used = false;
        } finally {
            lock.unlock();
        }
    }
}
