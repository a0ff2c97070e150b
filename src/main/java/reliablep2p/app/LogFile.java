package reliablep2p.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of whole records that never grows beyond its bound: a full one becomes {@code log.1}, that one {@code log.2},
 * and so on, and the oldest is gone. What can't be written leaves no trace of itself. Mode 0600; never through a link,
 * never into a pipe. Not thread-safe: its owner has a lock.
 */
final class LogFile implements Closeable {
    /** The longest file, in bytes. */
    static final long MAX_BYTES = 4L * 1024 * 1024;

    /** How many full ones are kept beside it. */
    static final int KEPT = 3;

    /** With less than this free, a failed write is taken for a full disk. */
    private static final long FULL = 64 * 1024;

    private static final Set<OpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final long maxBytes;
    private final Opening opening;
    private @Nullable SeekableByteChannel channel;

    /** The file ends within a line, so that the next record has to begin one. */
    private boolean torn;

    /** How the file is opened to be appended to. */
    interface Opening {
        SeekableByteChannel open(Path path) throws IOException;
    }

    /** A file that is opened when there is something to write, and again when that has failed. */
    LogFile(Path path) {
        this(path, MAX_BYTES, LogFile::open);
    }

    LogFile(Path path, long maxBytes, Opening opening) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.opening = opening;
    }

    /**
     * Appends all of it.
     *
     * @throws IOException if the file can't be opened, or there is no room: then it holds nothing of it
     */
    void append(byte[] record) throws IOException {
        SeekableByteChannel open = opened();
        if (open.size() > 0 && open.size() + record.length > maxBytes) {
            open = rotated(open);
        }
        if (torn) {
            write(open, new byte[] {'\n'});
            torn = false;
        }
        write(open, record);
    }

    /** Whether this failed for want of room; in other languages than English the system's words are others. */
    boolean isFull(IOException failure) {
        String words = String.valueOf(failure.getMessage());
        try {
            return words.contains("No space left")
                    || words.contains("quota")
                    || Files.getFileStore(path).getUsableSpace() < FULL;
        } catch (IOException unknown) {
            return false;
        }
    }

    private SeekableByteChannel opened() throws IOException {
        SeekableByteChannel open = channel;
        if (open == null) {
            // Opening a pipe would block until somebody reads it.
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(path + " is not a regular file");
            }
            open = opening.open(path);
            channel = open;
            torn = endsWithinALine();
        }
        return open;
    }

    /** Whether a process was killed while it wrote the last line. */
    private boolean endsWithinALine() throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return in.size() > 0 && in.position(in.size() - 1).read(last) == 1 && last.get(0) != '\n';
        }
    }

    /** The next file; where the full ones can't be moved, this one begins anew, because the bound comes first. */
    private SeekableByteChannel rotated(SeekableByteChannel full) throws IOException {
        boolean moved = false;
        for (int age = KEPT; age > 0; age--) {
            moved = move(age - 1, age);
        }
        if (!moved) {
            full.truncate(0);
            return full;
        }
        close();
        return opened();
    }

    /** False if something is in the way, or there are not that many yet. */
    private boolean move(int from, int to) {
        try {
            Files.move(aged(from), aged(to), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path aged(int age) {
        return age == 0 ? path : path.resolveSibling(path.getFileName() + "." + age);
    }

    private void write(SeekableByteChannel open, byte[] bytes) throws IOException {
        long before = open.size();
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                open.write(left);
            }
        } catch (IOException e) {
            takeBack(open, before, e);
            throw e;
        }
    }

    private void takeBack(SeekableByteChannel open, long size, IOException because) {
        try {
            open.truncate(size);
        } catch (IOException e) {
            because.addSuppressed(e);
            torn = true;
        }
    }

    private static SeekableByteChannel open(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(path, APPENDING, mode);
    }

    /** Closes it until the next record. */
    @Override
    public void close() throws IOException {
        SeekableByteChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
