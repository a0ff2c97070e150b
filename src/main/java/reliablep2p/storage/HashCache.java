package reliablep2p.storage;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;

/**
 * The hashes of files that have not changed since they were read, kept over restarts: nobody reads a terabyte twice.
 *
 * <p>Thread-safe; but {@link #saveChanges} is for one thread at a time.
 */
final class HashCache {
    private static final Logger LOG = LoggerFactory.getLogger(HashCache.class);

    private final PeerDirectory directory;
    private final Map<FileName, StoredFile> files = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();

    private HashCache(PeerDirectory directory, Collection<StoredFile> remembered) {
        this.directory = directory;
        remembered.forEach(file -> files.put(file.file().name(), file));
    }

    /** Reads what was saved; a file that is damaged is put aside as a whole, and its hashes are made anew. */
    static HashCache load(PeerDirectory directory) throws StorageException {
        try {
            return new HashCache(directory, HashFile.read(directory.state()));
        } catch (DamagedStateException e) {
            LOG.warn(
                    "{} It is kept as {}, and all files are read again.",
                    e.getMessage(),
                    directory.moveAside(HashFile.NAME).getFileName());
            return new HashCache(directory, Set.of());
        }
    }

    /** The file, if it was hashed when it had this stamp. */
    Optional<StoredFile> find(FileName name, Stamp stamp) {
        return Optional.ofNullable(files.get(name))
                .filter(known -> known.stamp().equals(stamp));
    }

    void put(StoredFile file) {
        files.put(file.file().name(), file);
        changed.set(true);
    }

    void forget(StoredFile file) {
        if (files.remove(file.file().name(), file)) {
            changed.set(true);
        }
    }

    Map<FileName, StoredFile> snapshot() {
        return Map.copyOf(files);
    }

    /** Forgets what was known before and is not there any more; what was put since is kept. */
    void forgetAllBut(Set<FileName> present, Map<FileName, StoredFile> before) {
        before.forEach((name, file) -> {
            if (!present.contains(name) && files.remove(name, file)) {
                changed.set(true);
            }
        });
    }

    /** Saves if there is something new. A failure costs time at the next start, and nothing else. */
    void saveChanges() {
        if (changed.getAndSet(false)) {
            try {
                HashFile.write(directory.state(), files.values());
            } catch (StorageException e) {
                changed.set(true);
                LOG.warn("the hashes of the shared files could not be kept: {}", e.getMessage());
            }
        }
    }
}
