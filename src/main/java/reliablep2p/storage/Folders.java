package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, tries and clears the directories that a peer works in. Stateless. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private static final String PROBE = ".reliablep2p.probe";

    private Folders() {}

    /** Makes a directory if nothing is there; true if it did. */
    static boolean make(Path directory) throws IOException, StorageException {
        return make(directory, Files::createDirectory);
    }

    /** Makes a directory of mode 0700 if nothing is there. */
    static void makeHidden(Path directory) throws IOException, StorageException {
        make(directory, Disk::createDirectory);
    }

    /** What is in a directory, of a pattern, sorted by path. */
    static List<Path> list(Path directory, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(found);
        return List.copyOf(found);
    }

    /** Finds out by trying whether files can be listed and made: the disk may be read-only, or the user root. */
    static void probe(Path directory) throws IOException {
        Path probe = directory.resolve(PROBE);
        try {
            Disk.createDirectory(probe);
        } catch (FileAlreadyExistsException leftBehind) {
            LOG.debug("{} was left behind by a crash", probe);
        }
        Files.delete(probe);
        try (DirectoryStream<Path> readable = Files.newDirectoryStream(directory)) {
            LOG.debug("{} can be read and written: {}", directory, readable);
        }
    }

    /**
     * Deletes the files whose names match, but for those that are to stay; directories stay.
     *
     * @return how many were deleted
     */
    static int discard(Path directory, String pattern, BiPredicate<Path, FileStatus> stays) throws IOException {
        int deleted = 0;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, pattern)) {
            for (Path leftover : leftovers) {
                FileStatus status = FileStatus.of(leftover);
                if (status.kind() != FileStatus.Kind.DIRECTORY && !stays.test(leftover, status)) {
                    Files.delete(leftover);
                    deleted++;
                    LOG.info("discarded {}, which was left unfinished", leftover.getFileName());
                }
            }
        }
        return deleted;
    }

    private interface Creation {
        void create(Path directory) throws IOException;
    }

    private static boolean make(Path directory, Creation creation) throws IOException, StorageException {
        Optional<FileStatus> found = FileStatus.find(directory);
        if (found.isEmpty()) {
            return create(directory, creation);
        }
        FileStatus.Kind kind = found.get().kind();
        if (kind != FileStatus.Kind.DIRECTORY) {
            throw new StorageException(directory + " is " + kind
                    + ", but must be a directory. Remove it, or name another directory with --dir.");
        }
        return false;
    }

    private static boolean create(Path directory, Creation creation) throws IOException, StorageException {
        try {
            creation.create(directory);
            return true;
        } catch (NoSuchFileException e) {
            throw new StorageException(
                    directory + " can't be made, because there is no "
                            + directory.toAbsolutePath().getParent()
                            + ". Make that directory first, or name another one with --dir.",
                    e);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; the lock decides between the two.
            return false;
        }
    }
}
