package reliablep2p.node.scrub;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.StorageException;

/**
 * Takes damaged files out of use: nobody is given them from that moment on, whatever the disk lets be done with them. They
 * are written down as to be fetched again, then put aside; what a full or failing disk does not allow is tried again.
 *
 * <p>Thread-safe. {@code lock} guards {@code stuck}; nothing else is called under it.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TrustedFile, Inventory.Kept> stuck = new LinkedHashMap<>();
    private final AtomicInteger damaged = new AtomicInteger();
    private final Repairs repairs;
    private final Consumer<NodeEvent> events;

    /** Nothing is damaged yet. */
    public Quarantine(Repairs repairs, Consumer<NodeEvent> events) {
        this.repairs = repairs;
        this.events = events;
    }

    /** What is to be fetched again. */
    public Repairs repairs() {
        return repairs;
    }

    /** How many files were put aside since the start. */
    public int damaged() {
        return damaged.get();
    }

    /**
     * Takes a file out of use; nobody but the caller is told if that succeeds.
     *
     * @return where it is now; empty if it is another one, or gone, meanwhile
     * @throws StorageException if it can't be put aside yet, which is told and tried again by {@link #retry}: it is out of
     *     use all the same
     */
    public Optional<Path> put(Inventory.Kept one) throws StorageException {
        one.distrust();
        try {
            return putAside(one);
        } catch (StorageException e) {
            if (isNew(one)) {
                String name = one.file().name().text();
                LOG.error("{} was damaged on the disk and can't be put aside; it is served to nobody", name, e);
                events.accept(new NodeEvent.Warning(name + " was damaged on this disk, and can't be put aside yet: "
                        + e.getMessage() + " It is served to nobody."));
            }
            throw e;
        }
    }

    /** Tries again what the disk did not allow. */
    void retry() {
        for (Inventory.Kept one : stuck()) {
            try {
                Optional<Path> aside = putAside(one);
                forget(one);
                aside.ifPresent(where -> events.accept(new NodeEvent.FileDamaged(one.file(), where)));
            } catch (StorageException e) {
                LOG.debug("{} still can't be put aside: {}", one.file().name(), e.toString());
            }
        }
    }

    private Optional<Path> putAside(Inventory.Kept one) throws StorageException {
        TrustedFile file = one.file();
        // First it is written down: a crash after it is put aside must not make it a file that was deleted.
        boolean added = !repairs.addAll(List.of(file)).isEmpty();
        if (!added && !repairs.pending().contains(file)) {
            throw new StorageException("Too many files are damaged; this disk is not to be relied on.");
        }
        Optional<Path> aside = one.putAside();
        if (aside.isEmpty()) {
            if (added) {
                repairs.remove(file); // It was replaced in this moment.
            }
            return aside;
        }
        damaged.incrementAndGet();
        LOG.warn("{} was damaged on the disk; it is kept as {} and fetched again", file.name(), aside.get());
        return aside;
    }

    private boolean isNew(Inventory.Kept one) {
        lock.lock();
        try {
            return stuck.put(one.file(), one) == null;
        } finally {
            lock.unlock();
        }
    }

    private List<Inventory.Kept> stuck() {
        lock.lock();
        try {
            return List.copyOf(stuck.values());
        } finally {
            lock.unlock();
        }
    }

    private void forget(Inventory.Kept one) {
        lock.lock();
        try {
            stuck.remove(one.file(), one);
        } finally {
            lock.unlock();
        }
    }
}
