package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.PieceList;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The files of a peer's directory: found, hashed once, and opened for serving.
 *
 * <p>Thread-safe. {@code scanning} makes scans one at a time and lets {@link #close} wait for the one that runs; it
 * guards the scanner's state and is held while files are read, so nothing else takes it.
 */
public final class SharedFolder implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFolder.class);

    private final PeerDirectory directory;
    private final HashCache cache;
    private final PieceLists lists;
    private final Clock clock;
    private final FolderScanner scanner;
    private final ReentrantLock scanning = new ReentrantLock();
    private final AtomicLong hashedBytes = new AtomicLong();
    private volatile boolean closed;

    private SharedFolder(PeerDirectory directory, HashCache cache, ExpectedFiles expected, Clock clock) {
        this.directory = directory;
        this.cache = cache;
        this.lists = new PieceLists(directory);
        this.clock = clock;
        this.scanner = new FolderScanner(directory.files(), cache, expected, lists, clock, this::hashed);
    }

    /**
     * Opens the folder and reads what earlier runs remembered of its files. Nothing is hashed yet.
     *
     * @throws StorageException if the remembered hashes can't be read; damaged ones are put aside and forgotten
     */
    public static SharedFolder open(PeerDirectory directory, Clock clock) throws StorageException {
        return open(directory, ExpectedFiles.NONE, clock);
    }

    /**
     * The same, of a folder that should have certain files.
     *
     * @param expected which
     */
    public static SharedFolder open(PeerDirectory directory, ExpectedFiles expected, Clock clock)
            throws StorageException {
        return new SharedFolder(directory, HashCache.load(directory), expected, clock);
    }

    /**
     * Finds the files to share: regular ones with good names that have stopped growing. Reads what is new.
     *
     * @throws CancelledScanException if the folder was closed or the thread interrupted meanwhile
     * @throws StorageException if the directory can't be read
     */
    public FolderSnapshot scan() throws StorageException {
        scanning.lock();
        try {
            return scanner.scan();
        } finally {
            cache.saveChanges();
            scanning.unlock();
        }
    }

    /**
     * Reads the file of that name again and compares its bytes with the catalog's.
     *
     * @param cancelled asked after each piece, so some thousand times a second: whether to stop reading
     * @return the file, if its very bytes are here
     * @throws CancelledScanException if it was cancelled, the folder closed or the thread interrupted meanwhile
     */
    public Optional<StoredFile> verify(TrustedFile wanted, BooleanSupplier cancelled) throws StorageException {
        try {
            Path path = path(wanted.name());
            FileStatus status = FileStatus.of(path);
            if (!status.isRegular() || status.stamp().size() != wanted.size()) {
                return Optional.empty();
            }
            FileHasher.Progress until = FileHasher.Progress.until(cancelled);
            Sha256 actual = FileHasher.hash(path, status.stamp(), bytes -> {
                hashed(bytes);
                until.hashed(bytes);
            });
            return actual.equals(wanted.sha256())
                    ? Optional.of(new StoredFile(wanted, status.stamp()))
                    : Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw new CancelledScanException();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.info("{} can't be checked: {}", wanted.name(), e.toString());
            return Optional.empty();
        }
    }

    /**
     * Reads a file again, to find out whether the disk still has what was hashed.
     *
     * @throws CancelledScanException if the listener stops it, or the thread is interrupted
     */
    public FileCondition inspect(StoredFile file, ReadListener listener) throws CancelledScanException {
        try {
            return Inspection.of(
                    path(file.file().name()), file.stamp(), file.file().sha256(), listener);
        } catch (NoSuchFileException impossible) {
            return FileCondition.CHANGED;
        }
    }

    /**
     * Puts a damaged file aside, so that nobody is given it.
     *
     * @return where it is now; empty if it is another one meanwhile, which stays
     * @throws StorageException if the disk fails
     */
    public Optional<Path> putAside(StoredFile damaged) throws StorageException {
        try {
            Path path = path(damaged.file().name());
            Optional<Stamp> stamp = FileStatus.find(path).map(FileStatus::stamp);
            if (!stamp.equals(Optional.of(damaged.stamp()))) {
                return Optional.empty();
            }
            cache.forgetHash(
                    damaged); // Before: what is remembered and has no name any more was deleted by the operator.
            Path aside = Aside.keep(directory.damaged(), path, clock.instant());
            cache.forget(damaged);
            return Optional.of(aside);
        } catch (IOException e) {
            throw DiskException.writing(damaged.file().name(), directory.files(), e);
        }
    }

    /**
     * Opens a file for serving, if it is still the one that was hashed.
     *
     * @throws ChangedFileException if it is another one by now
     * @throws NoSuchFileException if it is gone
     */
    public OpenFile open(StoredFile file) throws IOException {
        return OpenFile.open(path(file.file().name()), file.stamp());
    }

    /**
     * Reads a file that lies here already.
     *
     * @param progress told how many bytes were read so far
     * @param cancelled asked after each piece: whether to stop
     * @throws CancelledScanException if it was cancelled
     * @throws StorageException if it is no regular file, changes meanwhile or can't be read
     */
    public StoredFile read(FileName name, LongConsumer progress, BooleanSupplier cancelled) throws StorageException {
        try {
            Path path = path(name);
            FileStatus status = FileStatus.of(path);
            if (!status.isRegular()) {
                throw new StorageException(path + " is " + status.kind() + ", not a file.");
            }
            FileHasher.Progress until = FileHasher.Progress.until(cancelled);
            LongAdder read = new LongAdder();
            PieceDigest.Hashes hashes = FileHasher.pieces(path, status.stamp(), bytes -> {
                until.hashed(bytes);
                read.add(bytes);
                progress.accept(read.sum());
            });
            lists.save(hashes.sha256(), hashes.pieces());
            TrustedFile file = new TrustedFile(name, status.stamp().size(), hashes.sha256());
            StoredFile stored = new StoredFile(file, status.stamp());
            cache.put(stored);
            return stored;
        } catch (IOException e) {
            throw new StorageException(name + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }

    /**
     * Puts a copy of a file here, wholly or not at all.
     *
     * @param bytes read to its end
     * @param expectedSize how many there seem to be
     * @throws IOException if reading it fails
     * @throws StorageException if the disk fails, or the name is taken by a link, pipe or directory
     */
    public Published add(FileName name, InputStream bytes, long expectedSize) throws IOException, StorageException {
        Published added = FileAdder.add(directory, name, bytes, expectedSize);
        cache.put(added.file());
        return added;
    }

    /**
     * How a file is cut into pieces; reads it if that is not known yet.
     *
     * @param file its name and bytes
     * @throws StorageException if it is not there, or can't be read
     */
    public PieceList pieces(TrustedFile file) throws StorageException {
        Optional<PieceList> known = lists.loadOwn(file);
        try {
            return known.isPresent() ? known.get() : PieceMaker.make(lists, path(file.name()), file);
        } catch (IOException e) {
            throw new StorageException(file.name() + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }

    /** Whether a file is there still, and nobody has written to it; its bytes are not read. */
    public boolean isUnchanged(StoredFile file) {
        try {
            return FileStatus.find(path(file.file().name()))
                    .map(FileStatus::stamp)
                    .equals(Optional.of(file.stamp()));
        } catch (IOException e) {
            LOG.info("{} can't be looked at: {}", file.file().name(), e.toString());
            return false;
        }
    }

    /**
     * Makes files survive a power cut that somebody else wrote, who need not have cared; each is forced, then their names.
     *
     * @return those of which the disk says that it has them
     */
    public List<TrustedFile> force(List<TrustedFile> files) {
        List<TrustedFile> sure = new ArrayList<>();
        for (TrustedFile file : files) {
            try (FileChannel channel = Disk.read(path(file.name()))) {
                channel.force(true);
                sure.add(file);
            } catch (IOException e) {
                LOG.error("the disk can't keep {}: {}", file.name(), e.toString());
            }
        }
        try {
            Disk.force(directory.files());
            return sure;
        } catch (IOException e) {
            LOG.error("the disk can't keep the names in {}: {}", directory.files(), e.toString());
            return List.of();
        }
    }

    /** Whether anything at all has this name, or this locale or the disk can't tell: then it is not known to be gone. */
    public boolean isTaken(FileName name) {
        try {
            return FileStatus.find(path(name)).isPresent();
        } catch (NoSuchFileException unwritable) {
            return true; // There may be one: a process with another locale would know.
        } catch (IOException e) {
            LOG.warn("{} can't be looked at: {}", name, e.toString());
            return true;
        }
    }

    /** Whether this very file is remembered to have been here, and was not put aside. */
    public boolean remembers(TrustedFile file) {
        return cache.remembers(file);
    }

    /** Whether a file is rather a damaged one than another one: see {@link ExpectedFiles#isSuspect}. */
    public boolean isSuspect(StoredFile file) {
        return cache.isSuspect(file);
    }

    /** From now on scans don't find this file, whatever the disk lets be done with it, until it is another one. */
    public void distrust(StoredFile damaged) {
        cache.distrust(damaged);
    }

    /** Whether a regular file has this name, or this locale or the disk can't tell. */
    public boolean mayBeFile(FileName name) {
        try {
            return FileStatus.find(path(name)).map(FileStatus::isRegular).orElse(false);
        } catch (NoSuchFileException unwritable) {
            return true;
        } catch (IOException e) {
            LOG.warn("{} can't be looked at: {}", name, e.toString());
            return true;
        }
    }

    /**
     * Gives a file the time at which it was approved, if it is younger: a file that was fetched again is not to look as if
     * somebody had written to it since.
     *
     * @return the file with its new time; as it was if the disk fails
     */
    public StoredFile dated(StoredFile file, Instant approved) {
        try {
            Path path = path(file.file().name());
            if (Instant.EPOCH.plusNanos(file.stamp().modifiedNanos()).isAfter(approved)
                    && FileStatus.of(path).stamp().equals(file.stamp())) {
                Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(FileTime.from(approved), null, null);
                Stamp stamp = FileStatus.of(path).stamp();
                return stamp.inode() == file.stamp().inode() ? new StoredFile(file.file(), stamp) : file;
            }
        } catch (IOException e) {
            LOG.warn("{} does not get the time of its approval: {}", file.file().name(), e.toString());
        }
        return file;
    }

    /** Takes over the hash of a file that was received or added, so that the next scan need not read it. */
    public void remember(StoredFile file) {
        cache.put(file);
    }

    /** How many bytes were hashed so far, for showing progress; any thread may ask while a scan runs. */
    public long hashedBytes() {
        return hashedBytes.get();
    }

    /** Stops a running scan, waits for its end and keeps the hashes for the next start. */
    @Override
    public void close() {
        closed = true;
        scanning.lock();
        try {
            cache.saveChanges();
        } finally {
            scanning.unlock();
        }
    }

    private void hashed(int bytes) throws CancelledScanException {
        hashedBytes.addAndGet(bytes);
        if (closed) {
            throw new CancelledScanException();
        }
    }

    private Path path(FileName name) throws NoSuchFileException {
        try {
            return directory.files().resolve(name.text());
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(name.text(), null, "it can't exist in this locale");
        }
    }
}
