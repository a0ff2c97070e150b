package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;

/**
 * A copy of a peer's directory in the making. It has another name until it is whole, so that nobody starts half a copy;
 * what is not finished is removed.
 *
 * <p>Used by one thread.
 */
public final class BackupDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDirectory.class);

    private static final String UNFINISHED = ".unfinished";
    private static final int MAX_STATE_BYTES = 256 << 20;

    private final Path parent;
    private final Path unfinished;
    private final Path finished;
    private final PeerDirectory directory;
    private final SharedFolder folder;
    private boolean done;

    private BackupDirectory(Path parent, String name, PeerDirectory directory, Clock clock) throws StorageException {
        this.parent = parent;
        this.finished = parent.resolve(name);
        this.unfinished = directory.files();
        this.directory = directory;
        this.folder = SharedFolder.open(directory, clock);
    }

    /**
     * Begins a copy; what an earlier one that was broken off has left is removed.
     *
     * @param parent made if it is absent; its own parent must exist
     * @param name what the copy is called in it
     * @throws StorageException if there is something of this name, or the disk fails
     */
    public static BackupDirectory begin(Path parent, String name, Clock clock) throws StorageException {
        Path unfinished = parent.resolve(name + UNFINISHED);
        try {
            Folders.make(parent);
            if (FileStatus.find(parent.resolve(name)).isPresent()) {
                throw new StorageException(
                        parent.resolve(name) + " is there already; name a directory that has no " + name + " yet.");
            }
            removeTree(unfinished);
            PeerDirectory directory = PeerDirectory.open(unfinished);
            try {
                return new BackupDirectory(parent, name, directory, clock);
            } catch (StorageException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw DiskException.using(parent, e);
        }
    }

    /** Where the copy is made, for what is not a shared file. */
    public PeerDirectory directory() {
        return directory;
    }

    /** Copies the small files that a peer keeps for itself, each of which is replaced at one stroke. */
    public void copyState(PeerDirectory from, Set<String> names) throws StorageException {
        for (String name : names) {
            byte[] bytes = from.read(name, MAX_STATE_BYTES);
            if (bytes != null) {
                directory.write(name, bytes);
            }
        }
    }

    /**
     * Copies a file and proves the copy.
     *
     * @param named whether it gets its name in the shared folder; otherwise it goes into the vault
     * @param bytes of the file; not closed
     * @throws VerificationException if they are not the file's; then there is no copy
     * @throws IOException if they can't be read
     * @throws StorageException if they can't be written
     */
    public void copy(TrustedFile file, boolean named, InputStream bytes) throws IOException, StorageException {
        Published copy = named
                ? FileAdder.add(directory, file.name(), bytes, file.size())
                : FileAdder.keep(directory, bytes, file.size());
        TrustedFile made = copy.file().file();
        if (!made.sha256().equals(file.sha256())) {
            Files.delete(
                    named
                            ? directory.files().resolve(file.name().text())
                            : directory.vault().resolve(made.sha256().hex()));
            throw new VerificationException(VerificationException.Kind.HASH, file.name() + " is damaged");
        }
        if (named) {
            folder.remember(copy.file());
        }
    }

    /**
     * The copy is whole and gets its name.
     *
     * @return where it is
     */
    public Path finish() throws StorageException {
        folder.close(); // Keeps the hashes, so that its first start need not read everything.
        directory.close();
        try {
            Disk.force(unfinished);
            Disk.publish(unfinished, parent, finished);
            done = true;
            return finished;
        } catch (IOException e) {
            throw DiskException.writing(finished, parent, e);
        }
    }

    /** Removes what is not finished. */
    @Override
    public void close() {
        if (!done) {
            folder.close();
            directory.close();
            try {
                removeTree(unfinished);
            } catch (IOException e) {
                LOG.warn("{} can't be removed: {}", unfinished, e.toString());
            }
        }
    }

    private static void removeTree(Path root) throws IOException {
        if (FileStatus.find(root).isEmpty()) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
