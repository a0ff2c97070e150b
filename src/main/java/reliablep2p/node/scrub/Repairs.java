package reliablep2p.node.scrub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonException;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The files that were damaged and are to be fetched again, kept over restarts in the state file {@value RepairLines#FILE}, a JSON
 * line a file. At the database peer it also tells a file that was put aside from one that the operator has deleted: so
 * when it could not be read, it says so until {@link #complete} is called.
 *
 * <p>Thread-safe. {@code lock} guards {@code pending} and {@code revision}; {@code writing} is taken before it, and held while the file is
 * written, so that those who only ask don't wait for the disk.
 */
public final class Repairs {
    private static final String FILE = RepairLines.FILE;

    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    /** The most files that wait at a time; a disk that loses more is to be replaced. */
    static final int MAX = 100_000;

    private static final int MAX_LINE = 1_000;

    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final PeerDirectory directory;
    private final Set<TrustedFile> pending = new LinkedHashSet<>();
    private long revision;
    private volatile boolean complete = true;

    private Repairs(PeerDirectory directory) {
        this.directory = directory;
    }

    /** Reads what was kept; a damaged file is put aside, and the next scrub finds again what is missing. */
    public static Repairs load(PeerDirectory directory, Consumer<NodeEvent> events) throws StorageException {
        Repairs repairs = new Repairs(directory);
        try {
            byte[] bytes = directory.read(FILE, MAX * MAX_LINE);
            if (bytes != null) {
                repairs.pending.addAll(RepairLines.parse(bytes));
            }
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.warn("{} is damaged: {}", FILE, e.getMessage());
            events.accept(new NodeEvent.Warning("The list of the files to be fetched again was damaged and is now "
                    + directory.moveAside(FILE) + "."));
            repairs.pending.clear();
            repairs.complete = false;
        }
        return repairs;
    }

    /** Whether all that was kept could be read, so that what is missing and does not wait here was not put aside. */
    public boolean isComplete() {
        return complete;
    }

    /** What was lost with a damaged file was found again by looking at what is missing. */
    public void complete() {
        complete = true;
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

    /** The files that wait, in the order in which they came. */
    public List<TrustedFile> pending() {
        lock.lock();
        try {
            return List.copyOf(pending);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Files are to be fetched; on the disk before this returns. Those that are too many are left out, until
     * there is room.
     *
     * @return those that did not wait before
     */
    public List<TrustedFile> addAll(Collection<TrustedFile> files) throws StorageException {
        writing.lock();
        try {
            Set<TrustedFile> next = copy();
            List<TrustedFile> added = new ArrayList<>();
            for (TrustedFile file : files) {
                if (next.size() < MAX && next.add(file)) {
                    added.add(file);
                }
            }
            if (!added.isEmpty()) {
                write(next);
            }
            return added;
        } finally {
            writing.unlock();
        }
    }

    /** A file is here again, or not wanted any more. */
    void remove(TrustedFile file) throws StorageException {
        writing.lock();
        try {
            Set<TrustedFile> next = copy();
            if (next.remove(file)) {
                write(next);
            }
        } finally {
            writing.unlock();
        }
    }

    private Set<TrustedFile> copy() {
        lock.lock();
        try {
            return new LinkedHashSet<>(pending);
        } finally {
            lock.unlock();
        }
    }

    private void write(Set<TrustedFile> next) throws StorageException {
        directory.write(FILE, RepairLines.toBytes(next));
        lock.lock();
        try {
            pending.clear();
            pending.addAll(next);
            revision++;
        } finally {
            lock.unlock();
        }
    }
}
