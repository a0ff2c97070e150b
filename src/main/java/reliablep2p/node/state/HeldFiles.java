package reliablep2p.node.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.StoredFile;

/**
 * The files that lie in this peer's directory, with the hashes of their bytes.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it. A scan takes its time, and a file
 * may be received meanwhile: what is {@link #add}ed between {@link #beginScan} and {@link #endScan} survives it.
 */
public final class HeldFiles {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FileName, StoredFile> addedMeanwhile = new HashMap<>();
    private TreeMap<FileName, StoredFile> files = new TreeMap<>();

    /** The file with this name, whatever its bytes. */
    public Optional<StoredFile> find(FileName name) {
        lock.lock();
        try {
            return Optional.ofNullable(files.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** The file of this catalog entry, if its very bytes are here. */
    public Optional<StoredFile> find(TrustedFile wanted) {
        return find(wanted.name()).filter(held -> held.file().equals(wanted));
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
            files.put(file.file().name(), file);
            addedMeanwhile.put(file.file().name(), file);
        } finally {
            lock.unlock();
        }
    }

    /** A file turned out to be gone or changed; the next scan tells what it is now. */
    public void remove(FileName name) {
        lock.lock();
        try {
            files.remove(name);
            addedMeanwhile.remove(name);
        } finally {
            lock.unlock();
        }
    }

    /** A scan of the directory begins. */
    public void beginScan() {
        lock.lock();
        try {
            addedMeanwhile.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The scan that began last has found these files. */
    public void endScan(Map<FileName, StoredFile> found) {
        lock.lock();
        try {
            files = new TreeMap<>(found);
            files.putAll(addedMeanwhile);
        } finally {
            lock.unlock();
        }
    }
}
