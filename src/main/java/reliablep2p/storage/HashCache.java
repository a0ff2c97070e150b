package reliablep2p.storage;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/**
 * The hashes of files that have not changed since they were read, kept over restarts: nobody reads a terabyte twice. So
 * it is also what tells a file that was here, and was deleted, from one that never was.
 *
 * <p>Two kinds of files are known while the process runs only, so that the next one judges anew: suspects, of which
 * nothing was remembered, and files that must not be used any more.
 *
 * <p>Thread-safe; but {@link #saveChanges} is for one thread at a time.
 */
final class HashCache {
    private static final Logger LOG = LoggerFactory.getLogger(HashCache.class);

    private final PeerDirectory directory;
    private final Map<FileName, StoredFile> files = new ConcurrentHashMap<>();
    private final Map<FileName, StoredFile> suspects = new ConcurrentHashMap<>();
    private final Map<FileName, Stamp> distrusted = new ConcurrentHashMap<>();
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
        return matching(files.get(name), stamp).or(() -> matching(suspects.get(name), stamp));
    }

    private static Optional<StoredFile> matching(@Nullable StoredFile known, Stamp stamp) {
        return Optional.ofNullable(known).filter(file -> file.stamp().equals(stamp));
    }

    /**
     * Whether somebody wrote to a file since it was remembered; false, too, if nothing is remembered of it, or all but its
     * number on the file system, as of a file that was copied with its time.
     */
    boolean isRewritten(FileName name, Stamp stamp) {
        StoredFile known = files.get(name);
        return known != null && (known.stamp().size() != stamp.size() || !isSameTime(known.stamp(), stamp));
    }

    /** Copies may keep less of a time than the file system does: a tar archive only its second. */
    private static boolean isSameTime(Stamp known, Stamp copied) {
        long lost = known.modifiedNanos() - copied.modifiedNanos();
        return lost >= 0 && lost < TimeUnit.SECONDS.toNanos(1);
    }

    /** Whether this very file was here, and was not put aside. */
    boolean remembers(TrustedFile file) {
        StoredFile known = files.get(file.name());
        return known != null && known.file().equals(file);
    }

    void suspect(StoredFile file) {
        suspects.put(file.file().name(), file);
    }

    boolean isSuspect(StoredFile file) {
        return file.equals(suspects.get(file.file().name()));
    }

    /** From now on as if it were not here, until it is another one. */
    void distrust(StoredFile file) {
        distrusted.put(file.file().name(), file.stamp());
    }

    boolean isDistrusted(FileName name, Stamp stamp) {
        return stamp.equals(distrusted.get(name));
    }

    void put(StoredFile file) {
        suspects.remove(file.file().name());
        files.put(file.file().name(), file);
        changed.set(true);
    }

    void forget(StoredFile file) {
        suspects.remove(file.file().name(), file);
        distrusted.remove(file.file().name(), file.stamp());
        forgetHash(file);
    }

    /** As if it had never been here; whether it is distrusted stays as it is. */
    void forgetHash(StoredFile file) {
        if (files.remove(file.file().name(), file)) {
            changed.set(true);
        }
    }

    Map<FileName, StoredFile> snapshot() {
        return Map.copyOf(files);
    }

    /** Forgets what was known before and is not there any more, nor expected; what was put since is kept. */
    void forgetAllBut(Set<FileName> present, Predicate<FileName> expected, Map<FileName, StoredFile> before) {
        suspects.keySet().retainAll(present);
        distrusted.keySet().retainAll(present);
        before.forEach((name, file) -> {
            if (!present.contains(name) && !expected.test(name) && files.remove(name, file)) {
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
