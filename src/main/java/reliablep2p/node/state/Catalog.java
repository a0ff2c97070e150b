package reliablep2p.node.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The trusted files, as the journal's entries leave them: what is not listed here is neither asked for nor served.
 *
 * <p>Each approval of other bytes under a name is a version; the newest one that is not revoked is what the name means,
 * and older ones stay listed until they are revoked.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it. A change costs by its own size, a
 * snapshot after a change by the size of the catalog.
 */
public final class Catalog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition approved = lock.newCondition();
    private final Map<FileName, List<FileVersion>> versions = new HashMap<>();
    private final TreeMap<FileName, FileVersion> current = new TreeMap<>();
    private final Map<String, FileName> folded = new HashMap<>();
    private final Map<Sha256, Integer> contents = new HashMap<>();
    /** Of files that are more than one piece. */
    private final Map<Sha256, Pieces> pieces = new HashMap<>();

    private final Map<Sha256, Revocation> revoked = new HashMap<>();
    private @Nullable List<TrustedFile> snapshot;
    private long revision;

    /** The file that this name means now. */
    public Optional<TrustedFile> find(FileName name) {
        return current(name).map(FileVersion::file);
    }

    /** The version of this name that has these bytes, if it is listed: the newest, if several have them. */
    public Optional<TrustedFile> find(FileName name, Sha256 content) {
        List<FileVersion> all = versions(name);
        for (int i = all.size() - 1; i >= 0; i--) {
            FileVersion version = all.get(i);
            if (version.isListed() && version.file().sha256().equals(content)) {
                return Optional.of(version.file());
            }
        }
        return Optional.empty();
    }

    /** The version that this name means now. */
    public Optional<FileVersion> current(FileName name) {
        lock.lock();
        try {
            return Optional.ofNullable(current.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** All versions of this name, revoked ones too, from the first to the newest. */
    public List<FileVersion> versions(FileName name) {
        lock.lock();
        try {
            return versions.getOrDefault(name, List.of());
        } finally {
            lock.unlock();
        }
    }

    /** The version with this number, revoked or not. */
    public Optional<FileVersion> version(FileName name, int number) {
        return versions(name).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    /**
     * Waits until a file is listed.
     *
     * @return whether it is, by the end of the wait
     */
    public boolean await(TrustedFile file, Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!contents.containsKey(file.sha256()) && left > 0) {
                left = approved.awaitNanos(left);
            }
            return contents.containsKey(file.sha256());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether some listed version has these bytes. */
    public boolean lists(Sha256 content) {
        return count(content) > 0;
    }

    /** How many listed versions, of all names, have these bytes. */
    public int count(Sha256 content) {
        lock.lock();
        try {
            return contents.getOrDefault(content, 0);
        } finally {
            lock.unlock();
        }
    }

    /** How a file is cut into pieces. */
    public Pieces pieces(TrustedFile file) {
        lock.lock();
        try {
            Pieces known = pieces.get(file.sha256());
            return known != null ? known : Pieces.uncut(file);
        } finally {
            lock.unlock();
        }
    }

    /** The name and size of a listed file with these bytes; any one, if several names have them. */
    public Optional<TrustedFile> find(Sha256 content) {
        return lists(content)
                ? files().stream().filter(file -> file.sha256().equals(content)).findFirst()
                : Optional.empty();
    }

    /** When and why these bytes were taken back; empty if they never were, or are listed again or under another name. */
    public Optional<Revocation> revocation(Sha256 content) {
        lock.lock();
        try {
            return contents.containsKey(content) ? Optional.empty() : Optional.ofNullable(revoked.get(content));
        } finally {
            lock.unlock();
        }
    }

    /** Whether these bytes were ever taken back, under whatever name. */
    public boolean wasRevoked(Sha256 content) {
        lock.lock();
        try {
            return revoked.containsKey(content);
        } finally {
            lock.unlock();
        }
    }

    /** When and why the file of this name was taken back, if no version of it is listed. */
    public Optional<Revocation> revocation(FileName name) {
        List<FileVersion> all = versions(name);
        return all.stream().anyMatch(FileVersion::isListed)
                ? Optional.empty()
                : all.stream().flatMap(version -> version.revocation().stream()).reduce((older, newer) -> newer);
    }

    /** The listed name that differs from this one only in case, if there is one. */
    public Optional<FileName> clash(FileName name) {
        lock.lock();
        try {
            return Optional.ofNullable(folded.get(name.caseFolded())).filter(other -> !other.equals(name));
        } finally {
            lock.unlock();
        }
    }

    /** Every listed version of every file, sorted by name and then by number. */
    public List<TrustedFile> listed() {
        return files().stream()
                .flatMap(file -> versions(file.name()).stream())
                .filter(FileVersion::isListed)
                .map(FileVersion::file)
                .toList();
    }

    /** What each name means now, sorted by name: an immutable snapshot. */
    public List<TrustedFile> files() {
        lock.lock();
        try {
            if (snapshot == null) {
                snapshot = current.values().stream().map(FileVersion::file).toList();
            }
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    /** How many names mean a file now. */
    public int size() {
        lock.lock();
        try {
            return current.size();
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

    /**
     * A version was approved.
     *
     * @param cut how it is cut into pieces
     * @return whether it is listed now: not if its name differs from a listed one only in case, or its number is not
     *     higher than those before
     */
    public boolean approve(TrustedFile file, Pieces cut, int number, Approval approval) {
        lock.lock();
        try {
            List<FileVersion> older = versions.getOrDefault(file.name(), List.of());
            if (!older.isEmpty() && older.get(older.size() - 1).number() >= number) {
                return false;
            }
            FileName holder = folded.putIfAbsent(file.name().caseFolded(), file.name());
            if (holder != null && !holder.equals(file.name())) {
                return false;
            }
            FileVersion version = new FileVersion(file, number, approval, Optional.empty());
            versions.put(file.name(), with(older, version));
            contents.merge(file.sha256(), 1, Integer::sum);
            if (cut.count(file.size()) > 1) {
                pieces.put(file.sha256(), cut);
            }
            current.put(file.name(), version);
            changed();
            approved.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A file was taken back.
     *
     * @param number the version, or empty for all
     * @return the versions that are listed no more
     */
    public List<FileVersion> revoke(FileName name, OptionalInt number, Revocation revocation) {
        lock.lock();
        try {
            List<FileVersion> gone = new ArrayList<>();
            List<FileVersion> all = new ArrayList<>();
            for (FileVersion version : versions.getOrDefault(name, List.of())) {
                if (version.isListed() && (number.isEmpty() || number.getAsInt() == version.number())) {
                    gone.add(version);
                    uncount(version.file().sha256());
                    revoked.put(version.file().sha256(), revocation);
                    all.add(new FileVersion(
                            version.file(), version.number(), version.approval(), Optional.of(revocation)));
                } else {
                    all.add(version);
                }
            }
            if (!gone.isEmpty()) {
                versions.put(name, List.copyOf(all));
                meanTheNewestListed(name, all);
                changed();
            }
            return List.copyOf(gone);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, because another journal takes its place. */
    public void clear() {
        lock.lock();
        try {
            versions.clear();
            current.clear();
            folded.clear();
            contents.clear();
            pieces.clear();
            revoked.clear();
            changed();
        } finally {
            lock.unlock();
        }
    }

    private void meanTheNewestListed(FileName name, List<FileVersion> all) {
        List<FileVersion> newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        Optional<FileVersion> newest =
                newestFirst.stream().filter(FileVersion::isListed).findFirst();
        if (newest.isPresent()) {
            current.put(name, newest.get());
        } else {
            current.remove(name);
            folded.remove(name.caseFolded());
        }
    }

    private static List<FileVersion> with(List<FileVersion> older, FileVersion version) {
        if (older.isEmpty()) {
            return List.of(version); // Nearly always, and a hundred thousand times.
        }
        List<FileVersion> all = new ArrayList<>(older);
        all.add(version);
        return List.copyOf(all);
    }

    private void changed() {
        snapshot = null;
        revision++;
    }

    private void uncount(Sha256 content) {
        if (contents.computeIfPresent(content, (c, count) -> count == 1 ? null : count - 1) == null) {
            pieces.remove(content);
        }
    }
}
