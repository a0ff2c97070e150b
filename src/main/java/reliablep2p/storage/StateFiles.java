package reliablep2p.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Small files in one directory that are replaced at one stroke: a reader finds the old bytes or the new ones.
 *
 * <p>Thread-safe without a lock: each write has a temporary file of its own, and the last move wins.
 */
final class StateFiles {
    /** How the names of unfinished writes end; those that a crash left are deleted at the next start. */
    static final String UNFINISHED = ".tmp";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*(?:\\.[a-z0-9]+)?");
    private static final String DAMAGED = ".damaged-";
    private static final int MAX_DAMAGED = 100;

    private final Path directory;
    private final AtomicLong writes = new AtomicLong();

    StateFiles(Path directory) {
        this.directory = directory;
    }

    /** Writes the content of a file. */
    interface Content {
        /** Writes it; the stream is buffered. */
        void writeTo(OutputStream out) throws IOException;
    }

    Path directory() {
        return directory;
    }

    Path path(String name) {
        if (!NAME.matcher(name).matches() || name.endsWith(UNFINISHED)) {
            throw new IllegalArgumentException("not the name of a state file: " + name);
        }
        return directory.resolve(name);
    }

    byte @Nullable [] read(String name, int maxBytes) throws StorageException {
        try (InputStream in = open(name)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new DamagedStateException(path(name) + " is longer than it can be, so it is damaged.");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(path(name), e);
        }
    }

    /** The bytes of a file; null if there is none. Neither a link is followed nor a pipe opened. */
    @Nullable
    InputStream open(String name) throws StorageException {
        Path file = path(name);
        try {
            return refuseOther(file) ? Channels.newInputStream(Disk.read(file)) : null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    void write(String name, Content content) throws StorageException {
        Path file = path(name);
        Path unfinished = directory.resolve(name + "." + writes.incrementAndGet() + UNFINISHED);
        try {
            refuseOther(file);
            writeNew(unfinished, content);
            Disk.move(unfinished, file);
        } catch (IOException e) {
            deleteQuietly(unfinished, e);
            throw DiskException.writing(file, directory, e);
        }
        try {
            Disk.force(directory);
        } catch (IOException e) {
            throw new UnsureStateException(DiskException.writing(file, directory, e));
        }
    }

    boolean delete(String name) throws StorageException {
        Path file = path(name);
        try {
            if (!refuseOther(file)) {
                return false;
            }
            Files.delete(file);
            Disk.force(directory);
            return true;
        } catch (IOException e) {
            throw DiskException.writing(file, directory, e);
        }
    }

    Path moveAside(String name) throws StorageException {
        Path file = path(name);
        try {
            Path aside = unusedName(name);
            Disk.publish(file, directory, aside);
            return aside;
        } catch (IOException e) {
            throw DiskException.writing(file, directory, e);
        }
    }

    /** What {@link #moveAside} has put aside, sorted. */
    List<Path> damaged() throws StorageException {
        try {
            return Folders.list(directory, "*" + DAMAGED + "*");
        } catch (IOException e) {
            throw DiskException.using(directory, e);
        }
    }

    boolean exists(String name) throws StorageException {
        Path file = path(name);
        try {
            return refuseOther(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    void rename(String from, String to) throws StorageException {
        if (exists(from)) {
            Path file = path(from);
            try {
                Disk.publish(file, directory, path(to));
            } catch (IOException e) {
                throw DiskException.writing(file, directory, e);
            }
        }
    }

    private Path unusedName(String name) throws IOException {
        for (int i = 1; i < MAX_DAMAGED; i++) {
            Path aside = directory.resolve(name + DAMAGED + i);
            if (FileStatus.find(aside).isEmpty()) {
                return aside;
            }
        }
        throw new IOException("there are " + MAX_DAMAGED + " damaged ones already");
    }

    /** Whether there is a file; anything else under its name is refused. */
    private static boolean refuseOther(Path file) throws IOException, StorageException {
        Optional<FileStatus> found = FileStatus.find(file);
        if (found.isPresent() && !found.get().isRegular()) {
            throw new StorageException(file + " is " + found.get().kind() + ", but must be a regular file. Remove it.");
        }
        return found.isPresent();
    }

    private static void writeNew(Path file, Content content) throws IOException {
        try (FileChannel channel = Disk.createPrivate(file)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path file, IOException because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static StorageException unreadable(Path file, IOException e) {
        return new StorageException(file + " could not be read: " + DiskException.reason(e) + ".", e);
    }
}
