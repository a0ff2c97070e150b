package reliablep2p.node.state;

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
import reliablep2p.storage.StoredFile;

/**
 * The files that lie in this peer's directory, with the hashes of their bytes.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it. A scan takes its time, and a file
 * may be received or put aside meanwhile: what is {@link #add}ed, or as damaged removed, between {@link #beginScan} and
 * {@link #endScan} stays so after it.
 */
public final class HeldFiles {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FileName, StoredFile> addedMeanwhile = new HashMap<>();
    private final Map<FileName, StoredFile> damagedMeanwhile = new HashMap<>();
    private TreeMap<FileName, StoredFile> files = new TreeMap<>();
    private Map<Sha256, FileName> contents = new HashMap<>();
    private @Nullable Map<FileName, StoredFile> lastFound;
    private long revision;

    /** The file with this name, whatever its bytes. */
    public Optional<StoredFile> find(FileName name) {
        lock.lock();
        try {
            return Optional.ofNullable(files.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** A file with the bytes of this catalog entry, under its name or, as older versions are kept, under another. */
    public Optional<StoredFile> find(TrustedFile wanted) {
        lock.lock();
        try {
            StoredFile named = files.get(wanted.name());
            if (named != null && named.file().equals(wanted)) {
                return Optional.of(named);
            }
            FileName name = contents.get(wanted.sha256());
            return Optional.ofNullable(name == null ? null : files.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** A number that is another one after each change. */
    public long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /** All files, sorted by name: an immutable snapshot. */
    public List<StoredFile> files() {
        lock.lock();
        try {
            return List.copyOf(files.values());
        } finally {
            lock.unlock();
        }
    }

    /** How many files there are. */
    public int size() {
        lock.lock();
        try {
            return files.size();
        } finally {
            lock.unlock();
        }
    }

    /** A file was received and has its final name. */
    public void add(StoredFile file) {
        lock.lock();
        try {
            forget(file.file().name());
            files.put(file.file().name(), file);
            contents.put(file.file().sha256(), file.file().name());
            addedMeanwhile.put(file.file().name(), file);
            lastFound = null;
            revision++;
        } finally {
            lock.unlock();
        }
    }

    /** A file turned out to be gone or changed; the next scan tells what it is now. */
    public void remove(FileName name) {
        lock.lock();
        try {
            forget(name);
            addedMeanwhile.remove(name);
            lastFound = null;
            revision++;
        } finally {
            lock.unlock();
        }
    }

    /** A file turned out to be damaged: a scan that has seen it already does not bring it back. */
    public void removeDamaged(StoredFile file) {
        lock.lock();
        try {
            FileName name = file.file().name();
            damagedMeanwhile.put(name, file);
            addedMeanwhile.remove(name, file);
            if (file.equals(files.get(name))) {
                forget(name);
                lastFound = null;
                revision++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A scan of the directory begins. */
    public void beginScan() {
        lock.lock();
        try {
            addedMeanwhile.clear();
            damagedMeanwhile.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The scan that began last has found these files. */
    public void endScan(Map<FileName, StoredFile> found) {
        lock.lock();
        try {
            // A scan that found nothing new gives the same map again, and then nothing has to be built.
            if (found.equals(lastFound)) {
                return;
            }
            files = new TreeMap<>(found);
            damagedMeanwhile.forEach(files::remove);
            files.putAll(addedMeanwhile);
            contents = new HashMap<>();
            files.forEach((name, file) -> contents.put(file.file().sha256(), name));
            lastFound = addedMeanwhile.isEmpty() && damagedMeanwhile.isEmpty() ? found : null;
            revision++;
        } finally {
            lock.unlock();
        }
    }

    private void forget(FileName name) {
        StoredFile old = files.remove(name);
        if (old != null) {
            contents.remove(old.file().sha256(), name);
        }
    }
}
