package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Sha256;

/**
 * The directory of one running peer: its files, and in the hidden folder {@value #HIDDEN} everything of its own.
 *
 * <p>Owned by one process at a time, by a lock that lasts from {@link #open} to {@link #close}. Thread-safe. Close it
 * after everything that writes into it.
 */
public final class PeerDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDirectory.class);

    static final String HIDDEN = ".reliablep2p";
    private static final String PARTS = "parts";
    private static final String REPLACED = "replaced";
    static final String DAMAGED = "damaged";
    static final String VAULT = "vault";
    private static final String PIECES = "pieces";

    /** Who has not gone on with a transfer for this long won't, and wants the room back. */
    private static final Duration PARTS_LIFE = Duration.ofDays(7);

    private final Duration partsLife;
    private final Path files;
    private final Path hidden;
    private final boolean created;
    private final DirectoryLock lock;
    private final StateFiles state;
    private final Set<Sha256> receiving = ConcurrentHashMap.newKeySet();

    private volatile List<Path> damagedState = List.of();

    private PeerDirectory(Path files, boolean created, DirectoryLock lock, Duration partsLife) {
        this.partsLife = partsLife;
        this.files = files;
        this.hidden = files.resolve(HIDDEN);
        this.created = created;
        this.lock = lock;
        this.state = new StateFiles(hidden);
    }

    /**
     * Makes the directory if it is absent, takes its lock and discards what a crash left behind, but for the parts of
     * files with which a transfer may go on: those stay for a week.
     *
     * @param directory its parent must exist
     * @throws DirectoryInUseException if a running process has it
     * @throws StorageException if it is a link, a file, another user's, or can't be read or written
     */
    public static PeerDirectory open(Path directory) throws StorageException {
        return open(directory, PARTS_LIFE);
    }

    /**
     * The same, with another time for the parts of files.
     *
     * @param partsLife how long nobody went on with a part that is discarded
     */
    public static PeerDirectory open(Path directory, Duration partsLife) throws StorageException {
        try {
            boolean created = Folders.make(directory);
            Path hidden = directory.resolve(HIDDEN);
            Folders.makeHidden(hidden);
            DirectoryLock lock = DirectoryLock.take(hidden, directory);
            try {
                Ownership.require(hidden);
                PeerDirectory opened = new PeerDirectory(directory, created, lock, partsLife);
                opened.prepare();
                return opened;
            } catch (IOException | StorageException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw DiskException.using(directory, e);
        }
    }

    /** The socket at which the process that owns this directory takes commands from others of its user. */
    public static Path controlSocket(Path directory) {
        return directory.resolve(HIDDEN).resolve("control");
    }

    /** Where the shared files are. */
    public Path files() {
        return files;
    }

    /** Whether this start made the directory. */
    public boolean created() {
        return created;
    }

    /**
     * The path of a file of the peer's own.
     *
     * @param name lower-case letters, digits, - and _, with at most one extension
     */
    public Path path(String name) {
        return state.path(name);
    }

    /**
     * Reads a state file.
     *
     * @return its bytes, or null if there is none
     * @throws DamagedStateException if it is longer than {@code maxBytes}
     * @throws StorageException if it can't be read, or is a link or anything but a regular file
     */
    public byte @Nullable [] read(String name, int maxBytes) throws StorageException {
        return state.read(name, maxBytes);
    }

    /**
     * Replaces a state file at one stroke: after a crash it has the old bytes or the new ones. Mode 0600.
     *
     * @throws UnsureStateException if the disk failed when the file had its new bytes already
     * @throws StorageException if the disk fails, or the name is taken by anything but a regular file
     */
    public void write(String name, byte[] bytes) throws StorageException {
        state.write(name, out -> out.write(bytes));
    }

    /**
     * Renames a damaged state file, so that it is kept for a look but not read again.
     *
     * @return where it is now
     */
    public Path moveAside(String name) throws StorageException {
        return state.moveAside(name);
    }

    /** Finds out what {@link #damagedState} tells; to be called now and then. */
    public void lookAtState() throws StorageException {
        damagedState = state.damaged();
    }

    /** The state files that were put aside and were still there at the last look, sorted. */
    public List<Path> damagedState() {
        return damagedState;
    }

    /** Whether there is a state file of this name. */
    public boolean exists(String name) throws StorageException {
        return state.exists(name);
    }

    /** Gives a state file another name, in place of what has that name; harmless if there is none. */
    public void rename(String from, String to) throws StorageException {
        state.rename(from, to);
    }

    /**
     * Removes a state file for good.
     *
     * @return whether there was one
     * @throws StorageException if the disk fails, or the name is taken by anything but a regular file
     */
    public boolean delete(String name) throws StorageException {
        return state.delete(name);
    }

    /** Frees the directory for another process. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} was not freed cleanly: {}", files, e.toString());
        }
    }

    StateFiles state() {
        return state;
    }

    /** Where files are on their way in. */
    Path parts() {
        return hidden.resolve(PARTS);
    }

    /** How long parts are kept that nobody goes on with. */
    Duration partsLife() {
        return partsLife;
    }

    /** Where files lie under their hashes. */
    Path vault() {
        return hidden.resolve(VAULT);
    }

    /** Where the hashes of pieces lie. */
    Path pieces() {
        return hidden.resolve(PIECES);
    }

    /** Where the user's files lie whose names were needed. */
    Path replaced() {
        return hidden.resolve(REPLACED);
    }

    /** Where files lie whose bytes were not what they should be any more. */
    Path damaged() {
        return hidden.resolve(DAMAGED);
    }

    /** Makes the caller the one receiver of these bytes; false if there is one already. */
    boolean claim(Sha256 content) {
        return receiving.add(content);
    }

    void release(Sha256 content) {
        receiving.remove(content);
    }

    private void prepare() throws IOException, StorageException {
        Folders.probe(files);
        Folders.makeHidden(parts());
        Folders.makeHidden(replaced());
        Folders.makeHidden(damaged());
        Folders.makeHidden(vault());
        Folders.makeHidden(pieces());
        Instant now = Instant.now();
        Folders.discard(parts(), "*", (path, status) -> Leftover.isFresh(path, status, now, partsLife));
        Folders.discard(pieces(), "*" + StateFiles.UNFINISHED, (path, status) -> false);
        Folders.discard(hidden, "*" + StateFiles.UNFINISHED, (path, status) -> false);
    }
}
