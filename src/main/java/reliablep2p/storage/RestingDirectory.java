package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;

/**
 * A peer's directory on which no peer runs, to be looked at: it is locked meanwhile, and nothing in it is changed. Used by
 * one thread.
 */
public final class RestingDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RestingDirectory.class);

    private final Path files;
    private final Path hidden;
    private final DirectoryLock lock;
    private final StateFiles state;

    private RestingDirectory(Path files, Path hidden, DirectoryLock lock) {
        this.files = files;
        this.hidden = hidden;
        this.lock = lock;
        this.state = new StateFiles(hidden);
    }

    /**
     * Opens it.
     *
     * @throws DirectoryInUseException if a peer runs on it
     * @throws StorageException if it is not a peer's directory
     */
    public static RestingDirectory open(Path directory) throws StorageException {
        Path hidden = directory.resolve(PeerDirectory.HIDDEN);
        try {
            if (!isDirectory(directory) || !isDirectory(hidden)) {
                throw new StorageException(
                        directory + " is not a peer's directory: it has no " + PeerDirectory.HIDDEN + ".");
            }
            return new RestingDirectory(directory, hidden, DirectoryLock.take(hidden, directory));
        } catch (IOException e) {
            throw DiskException.using(directory, e);
        }
    }

    private static boolean isDirectory(Path path) throws IOException {
        return FileStatus.find(path).map(FileStatus::kind).equals(Optional.of(FileStatus.Kind.DIRECTORY));
    }

    /** A state file's bytes, as {@link PeerDirectory#read}. */
    public byte @Nullable [] read(String name, int maxBytes) throws StorageException {
        return state.read(name, maxBytes);
    }

    /** Where a state file is. */
    public Path path(String name) {
        return state.path(name);
    }

    /** Whether there is a state file of this name. */
    public boolean exists(String name) throws StorageException {
        return state.exists(name);
    }

    /**
     * Reads what is remembered of the hashes of the files.
     *
     * @return the files that it knows
     * @throws DamagedStateException if it is damaged
     */
    public List<StoredFile> hashes() throws StorageException {
        return HashFile.read(state);
    }

    /** The names of state files, of a pattern, sorted. */
    public List<String> names(String pattern) throws StorageException {
        return list(hidden, pattern).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    /** Whether anything is kept by its hash. */
    public boolean hasVault() throws StorageException {
        return !list(hidden.resolve(PeerDirectory.VAULT), "*").isEmpty();
    }

    /** Whether others than its owner may read a state file; false where the file system knows no rights. */
    public boolean isOpenToOthers(String name) throws StorageException {
        try {
            return Files.getFileStore(hidden).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(path(name)).stream()
                            .anyMatch(right -> !right.name().startsWith("OWNER"));
        } catch (IOException e) {
            throw DiskException.using(hidden, e);
        }
    }

    /**
     * Reads a file of the shared folder.
     *
     * @return CHANGED if there is none of this size under the name
     * @throws CancelledScanException if the listener stops it
     */
    public FileCondition check(TrustedFile file, ReadListener listener) throws StorageException {
        try {
            return check(files.resolve(file.name().text()), file, listener);
        } catch (InvalidPathException e) {
            return FileCondition.CHANGED;
        }
    }

    /** Reads a file of the vault, as {@link #check}. */
    public FileCondition checkVault(TrustedFile file, ReadListener listener) throws StorageException {
        return check(hidden.resolve(PeerDirectory.VAULT).resolve(file.sha256().hex()), file, listener);
    }

    /** Whether anything lies under the file's name. */
    public boolean isTaken(TrustedFile file) throws StorageException {
        try {
            return FileStatus.find(files.resolve(file.name().text())).isPresent();
        } catch (InvalidPathException e) {
            return false;
        } catch (IOException e) {
            throw DiskException.using(files, e);
        }
    }

    /** When what lies under the file's name was written to; empty if nothing is there. */
    public Optional<Instant> modified(TrustedFile file) throws StorageException {
        try {
            return FileStatus.find(files.resolve(file.name().text()))
                    .map(found -> Instant.EPOCH.plusNanos(found.stamp().modifiedNanos()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskException.using(files, e);
        }
    }

    private static FileCondition check(Path path, TrustedFile file, ReadListener listener) throws StorageException {
        try {
            Optional<FileStatus> found = FileStatus.find(path);
            if (found.isEmpty()
                    || !found.get().isRegular()
                    || found.get().stamp().size() != file.size()) {
                return FileCondition.CHANGED;
            }
            return Inspection.of(path, found.get().stamp(), file.sha256(), listener);
        } catch (IOException e) {
            LOG.warn("{} can't be looked at: {}", path, e.toString());
            return FileCondition.UNREADABLE;
        }
    }

    /** The folders and files that a scrub has put aside, by path. */
    public List<Path> damaged() throws StorageException {
        return list(hidden.resolve(PeerDirectory.DAMAGED), "*");
    }

    /** State files that were damaged and put aside, by path. */
    public List<Path> damagedState() throws StorageException {
        return state.damaged();
    }

    /** How many bytes can still be written where this directory is. */
    public long room() throws StorageException {
        try {
            return Files.getFileStore(files).getUsableSpace();
        } catch (IOException e) {
            throw DiskException.using(files, e);
        }
    }

    private static List<Path> list(Path folder, String pattern) throws StorageException {
        try {
            return isDirectory(folder) ? Folders.list(folder, pattern) : List.of();
        } catch (IOException e) {
            throw DiskException.using(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} was not freed cleanly: {}", files, e.toString());
        }
    }
}
