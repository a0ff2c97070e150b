package reliablep2p.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PieceList;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * Files that are kept under the hash of their bytes, out of the shared folder: those that wait for a decision, and older
 * versions of others. Whatever is moved is, after any crash, in one of both places.
 *
 * <p>Thread-safe as the file system is; who moves a file in or out makes sure that nobody else does.
 */
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final Map<Sha256, Stamp> distrusted = new ConcurrentHashMap<>();
    private final PeerDirectory directory;

    /** The vault of this directory. */
    public Vault(PeerDirectory directory) {
        this.directory = directory;
    }

    /** Whether there is a file of this hash and size that is not known to be damaged; its bytes are not read. */
    public boolean contains(TrustedFile file) {
        return stamp(file).filter(stamp -> !isDistrusted(file, stamp)).isPresent();
    }

    private boolean isDistrusted(TrustedFile file, Stamp stamp) {
        return stamp.equals(distrusted.get(file.sha256()));
    }

    /** From now on as if the file that is here now were not, whatever the disk lets be done with it. */
    public void distrust(TrustedFile damaged) {
        stamp(damaged).ifPresent(stamp -> distrusted.put(damaged.sha256(), stamp));
    }

    /**
     * Reads a file and compares its bytes with its hash.
     *
     * @param cancelled asked after each piece: whether to stop
     * @return false if there is none, or it has other bytes
     * @throws CancelledScanException if it was cancelled
     * @throws StorageException if it can't be read just now, which says nothing of its bytes
     */
    public boolean verify(TrustedFile file, BooleanSupplier cancelled) throws StorageException {
        try {
            Optional<Stamp> stamp = FileStatus.find(path(file.sha256()))
                    .filter(found -> found.isRegular() && found.stamp().size() == file.size())
                    .map(FileStatus::stamp);
            return stamp.isPresent()
                    && FileHasher.hash(path(file.sha256()), stamp.get(), FileHasher.Progress.until(cancelled))
                            .equals(file.sha256());
        } catch (ClosedByInterruptException e) {
            throw new CancelledScanException();
        } catch (NoSuchFileException | ChangedFileException e) {
            return false;
        } catch (IOException e) {
            throw new StorageException(
                    file.name() + " can't be read in the vault: " + DiskException.reason(e) + ". Try again.", e);
        }
    }

    /**
     * Reads a file again, to find out whether its bytes are still those of its hash. Nobody but this peer writes here, so
     * whatever else is under its name is damaged.
     *
     * @throws CancelledScanException if the listener stops it, or the thread is interrupted
     */
    public FileCondition inspect(TrustedFile file, ReadListener listener) throws CancelledScanException {
        try {
            FileStatus status = FileStatus.of(path(file.sha256()));
            return status.isRegular() && status.stamp().size() == file.size()
                    ? Inspection.of(path(file.sha256()), status.stamp(), file.sha256(), listener)
                    : FileCondition.DAMAGED;
        } catch (NoSuchFileException e) {
            return FileCondition.CHANGED;
        } catch (IOException e) {
            LOG.warn("{} can't be looked at in the vault: {}", file.name(), e.toString());
            return FileCondition.UNREADABLE;
        }
    }

    /**
     * Puts a file aside that is distrusted.
     *
     * @return where it is now; empty if it is gone, or another one meanwhile
     * @throws StorageException if the disk fails
     */
    public Optional<Path> putAside(TrustedFile file, Instant now) throws StorageException {
        try {
            if (find(file).filter(stamp -> isDistrusted(file, stamp)).isEmpty()) {
                return Optional.empty();
            }
            Path aside = Aside.keep(directory.damaged(), path(file.sha256()), now);
            distrusted.remove(file.sha256());
            return Optional.of(aside);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskException.writing(file.name(), directory.vault(), e);
        }
    }

    /**
     * Opens a file for serving.
     *
     * @throws IOException if it is not there
     */
    public OpenFile open(TrustedFile file) throws IOException {
        Path path = path(file.sha256());
        return OpenFile.open(path, FileStatus.of(path).stamp());
    }

    /**
     * Takes a file out of the shared folder, to be kept under its hash.
     *
     * @return false if it is another one meanwhile, or gone
     * @throws DiskException if the disk fails
     */
    public boolean keep(StoredFile file) throws StorageException {
        Path named = directory.files().resolve(file.file().name().text());
        try {
            if (!FileStatus.find(named).map(FileStatus::stamp).equals(Optional.of(file.stamp()))) {
                return false;
            }
            Disk.publish(named, directory.vault(), path(file.file().sha256()));
            Disk.force(directory.files());
            return true;
        } catch (IOException e) {
            throw DiskException.writing(file.file().name(), directory.vault(), e);
        }
    }

    /**
     * Gives a file its name in the shared folder.
     *
     * @param older the file that has the name until now and is worth keeping; it comes into the vault. Any other file with
     *     the name is kept aside
     * @param copy whether the vault is to keep the bytes, too
     * @return the file under its name
     * @throws DiskException if the disk fails, or the name is taken by a link, pipe or directory
     */
    public StoredFile place(TrustedFile file, Optional<StoredFile> older, boolean copy)
            throws IOException, StorageException {
        Path target = directory.files().resolve(file.name().text());
        if (older.isPresent()
                && FileStatus.find(target)
                        .map(FileStatus::stamp)
                        .equals(Optional.of(older.get().stamp()))) {
            // Its new place must survive a power cut before its old place is another's.
            Disk.publish(target, directory.vault(), path(older.get().file().sha256()));
        }
        if (copy) {
            try (InputStream bytes = Files.newInputStream(path(file.sha256()))) {
                return FileAdder.add(directory, file.name(), bytes, file.size()).file();
            }
        }
        Publication.moveAside(directory, target, file, read -> {});
        Disk.publish(path(file.sha256()), directory.files(), target);
        Disk.force(directory.vault());
        return new StoredFile(file, FileStatus.of(target).stamp());
    }

    /**
     * How a file is cut into pieces; reads it if that is not known yet.
     *
     * @throws StorageException if it is not there, or can't be read
     */
    public PieceList pieces(TrustedFile file) throws StorageException {
        PieceLists lists = new PieceLists(directory);
        Optional<PieceList> known = lists.loadOwn(file);
        return known.isPresent() ? known.get() : PieceMaker.make(lists, path(file.sha256()), file);
    }

    /** Removes a file for good; harmless if there is none. */
    public void discard(Sha256 content) {
        try {
            Files.deleteIfExists(path(content));
        } catch (IOException e) {
            LOG.warn("{} could not be removed from the vault: {}", content, e.toString());
        }
    }

    /** The hashes of the files that are here, by their names; what has another kind of name is left alone. */
    public List<Sha256> contents() throws StorageException {
        List<Sha256> contents = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.vault())) {
            for (Path file : files) {
                try {
                    contents.add(Sha256.parse(file.getFileName().toString()));
                } catch (InvalidValueException e) {
                    LOG.warn("{} does not belong into the vault, and is left alone", file);
                }
            }
            return contents;
        } catch (IOException e) {
            throw new StorageException(directory.vault() + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }

    private Optional<Stamp> find(TrustedFile file) throws IOException {
        return FileStatus.find(path(file.sha256()))
                .filter(found -> found.isRegular() && found.stamp().size() == file.size())
                .map(FileStatus::stamp);
    }

    private Optional<Stamp> stamp(TrustedFile file) {
        try {
            return find(file);
        } catch (IOException e) {
            LOG.warn("{} can't be looked at in the vault: {}", file.name(), e.toString());
            return Optional.empty();
        }
    }

    private Path path(Sha256 content) {
        return directory.vault().resolve(content.hex());
    }
}
