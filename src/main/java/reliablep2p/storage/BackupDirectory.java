package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;

/**
 * A copy of a peer's directory in the making. It has another name until it is whole, so that nobody starts half a copy, and
 * one that no other copy in the making has; what is not finished is removed.
 *
 * <p>Used by one thread.
 */
public final class BackupDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDirectory.class);

    private static final String UNFINISHED = ".unfinished-";
    private static final int MAX_STATE_BYTES = 256 << 20;

    private final Path parent;
    private final Path unfinished;
    private final Path finished;
    private final PeerDirectory directory;
    private final SharedFolder folder;
    /** What was put into the copy, and how long it is. */
    private final Map<Path, Long> made = new LinkedHashMap<>();

    private boolean done;

    private BackupDirectory(Path parent, String name, PeerDirectory directory, Clock clock) throws StorageException {
        this.parent = parent;
        this.finished = parent.resolve(name);
        this.unfinished = directory.files();
        this.directory = directory;
        this.folder = SharedFolder.open(directory, clock);
    }

    /**
     * Begins a copy; what earlier ones that were broken off have left is removed, unless somebody works on it.
     *
     * @param parent made if it is absent; its own parent must exist
     * @param name what the copy is called in it
     * @throws StorageException if there is something of this name, or the disk fails
     */
    public static BackupDirectory begin(Path parent, String name, Clock clock) throws StorageException {
        Path unfinished = parent.resolve(name + UNFINISHED + UUID.randomUUID());
        try {
            Folders.make(parent);
            if (FileStatus.find(parent.resolve(name)).isPresent()) {
                throw taken(parent.resolve(name));
            }
            removeLeftovers(parent, name);
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

    private static StorageException taken(Path finished) {
        return new StorageException(
                finished + " is there already; name a directory that has no " + finished.getFileName() + " yet.");
    }

    private static void removeLeftovers(Path parent, String name) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, name + UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                removeIfIdle(leftover);
            }
        }
    }

    private static void removeIfIdle(Path leftover) {
        try (RestingDirectory idle = RestingDirectory.open(leftover)) {
            removeTree(leftover);
        } catch (DirectoryInUseException e) {
            LOG.info("{} is being made by somebody else", leftover);
        } catch (IOException | StorageException e) {
            LOG.warn("{} was left by a backup that was broken off, and can't be removed: {}", leftover, e.getMessage());
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
                made.put(directory.path(name), (long) bytes.length);
            }
        }
    }

    /**
     * Copies a file and proves the copy.
     *
     * @param approved when it was, if it gets its name in the shared folder; otherwise it goes into the vault. The copy is
     *     given that time: what the disk does to it later must not look as if somebody had written to it
     * @param bytes of the file; not closed
     * @throws VerificationException if they are not the file's; then there is no copy
     * @throws IOException if they can't be read
     * @throws StorageException if they can't be written
     */
    public void copy(TrustedFile file, Optional<Instant> approved, InputStream bytes)
            throws IOException, StorageException {
        boolean named = approved.isPresent();
        Published copy = named
                ? FileAdder.add(directory, file.name(), bytes, file.size())
                : FileAdder.keep(directory, bytes, file.size());
        TrustedFile copied = copy.file().file();
        Path path = named
                ? directory.files().resolve(file.name().text())
                : directory.vault().resolve(copied.sha256().hex());
        if (!copied.sha256().equals(file.sha256())) {
            Files.delete(path);
            throw new VerificationException(VerificationException.Kind.HASH, file.name() + " is damaged");
        }
        made.put(path, file.size());
        if (named) {
            folder.remember(folder.dated(copy.file(), approved.get()));
        }
    }

    /**
     * The copy is whole and gets its name.
     *
     * @param state files that must be there, too, whoever wrote them
     * @return where it is
     * @throws StorageException if something of it is gone, another one has got its name meanwhile, or the disk fails
     */
    public Path finish(Set<String> state) throws StorageException {
        folder.close(); // Keeps the hashes, so that its first start need not read everything.
        try {
            requireWhole(state);
            directory.close();
            Disk.force(unfinished);
            if (FileStatus.find(finished).isPresent()) {
                throw taken(finished);
            }
            Disk.publish(unfinished, parent, finished);
            done = true;
            return finished;
        } catch (IOException e) {
            throw DiskException.writing(finished, parent, e);
        }
    }

    private void requireWhole(Set<String> state) throws IOException, StorageException {
        for (String name : state) {
            if (!directory.exists(name)) {
                throw new StorageException("The copy is not whole: " + directory.path(name) + " is not there.");
            }
        }
        for (Map.Entry<Path, Long> file : made.entrySet()) {
            Optional<FileStatus> found = FileStatus.find(file.getKey());
            if (found.isEmpty()
                    || !found.get().isRegular()
                    || found.get().stamp().size() != file.getValue()) {
                throw new StorageException("The copy is not whole: " + file.getKey()
                        + " was there, and is gone or another one now. Begin again.");
            }
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
