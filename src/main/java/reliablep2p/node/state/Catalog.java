package reliablep2p.node.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The list of trusted files: what is not in it is neither asked for nor served.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it. A change costs by its own size, a
 * snapshot after a change by the size of the catalog.
 */
public final class Catalog {
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final TreeMap<FileName, Entry> entries = new TreeMap<>();
    private final Map<String, FileName> folded = new HashMap<>();
    private final Map<Sha256, Integer> contents = new HashMap<>();
    private @Nullable List<TrustedFile> snapshot;

    /** Makes an empty catalog; by this clock it knows since when it has had an entry. */
    public Catalog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A file with the time when it came into this catalog, or its bytes were replaced.
     *
     * @param file what is listed
     * @param since when that was first known here
     */
    public record Entry(TrustedFile file, Instant since) {}

    /**
     * What an update changed.
     *
     * @param added entries that are new or have other bytes than before
     * @param removed names that are there no more
     */
    public record Change(List<TrustedFile> added, List<FileName> removed) {
        /** Whether nothing changed. */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }
    }

    /** The entry with this name. */
    public Optional<TrustedFile> find(FileName name) {
        return entry(name).map(Entry::file);
    }

    /** The entry with this name, and since when it has been there. */
    public Optional<Entry> entry(FileName name) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** Whether some entry has these bytes. */
    public boolean lists(Sha256 content) {
        lock.lock();
        try {
            return contents.containsKey(content);
        } finally {
            lock.unlock();
        }
    }

    /** All entries, sorted by name: an immutable snapshot. */
    public List<TrustedFile> files() {
        lock.lock();
        try {
            if (snapshot == null) {
                snapshot = entries.values().stream().map(Entry::file).toList();
            }
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    /** How many entries there are. */
    public int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Removes names, then adds entries; one whose name differs from another's only in case is left out. */
    public Change apply(Collection<TrustedFile> added, Collection<FileName> removed) {
        lock.lock();
        try {
            List<FileName> gone = new ArrayList<>();
            for (FileName name : removed) {
                Entry old = entries.remove(name);
                if (old != null) {
                    folded.remove(name.caseFolded());
                    uncount(old.file().sha256());
                    gone.add(name);
                }
            }
            List<TrustedFile> come = new ArrayList<>();
            Instant now = clock.instant();
            for (TrustedFile file : added) {
                if (put(file, now)) {
                    come.add(file);
                }
            }
            snapshot = null;
            return new Change(List.copyOf(come), List.copyOf(gone));
        } finally {
            lock.unlock();
        }
    }

    /** Puts a whole catalog in the place of this one. */
    public Change replaceAll(Collection<TrustedFile> whole) {
        lock.lock();
        try {
            Map<FileName, Entry> old = new HashMap<>(entries);
            whole.forEach(file -> old.remove(file.name()));
            return apply(whole, List.copyOf(old.keySet()));
        } finally {
            lock.unlock();
        }
    }

    private boolean put(TrustedFile file, Instant now) {
        FileName holder = folded.putIfAbsent(file.name().caseFolded(), file.name());
        if (holder != null && !holder.equals(file.name())) {
            return false;
        }
        Entry old = entries.get(file.name());
        if (old != null) {
            if (old.file().equals(file)) {
                return false;
            }
            uncount(old.file().sha256());
        }
        entries.put(file.name(), new Entry(file, now));
        contents.merge(file.sha256(), 1, Integer::sum);
        return true;
    }

    private void uncount(Sha256 content) {
        contents.computeIfPresent(content, (c, count) -> count == 1 ? null : count - 1);
    }
}
