package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A shared file that is being served. Used by one thread at a time. */
public final class OpenFile implements Closeable {
    private final Path path;
    /** Null if it may change while it is served. */
    private final @Nullable Stamp stamp;

    private final FileChannel channel;

    private OpenFile(Path path, @Nullable Stamp stamp, FileChannel channel) {
        this.path = path;
        this.stamp = stamp;
        this.channel = channel;
    }

    /** Opens a file that is still being written; whoever serves it knows which of its bytes stay as they are. */
    static OpenFile unchecked(Path path) throws IOException {
        return new OpenFile(path, null, Disk.read(path));
    }

    static OpenFile open(Path path, Stamp stamp) throws IOException {
        // Before, because opening a pipe blocks; afterwards, because it may have been swapped in between.
        check(path, stamp);
        FileChannel channel = Disk.read(path);
        try {
            check(path, stamp);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new OpenFile(path, stamp, channel);
    }

    /** The bytes of the file, to be read at positions. */
    public FileChannel bytes() {
        return channel;
    }

    /** Whether the file is still the one that was opened; what was sent of one that isn't may be wrong. */
    public boolean unchanged() {
        try {
            if (stamp != null) {
                check(path, stamp);
            }
            return true;
        } catch (IOException changedOrGone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void check(Path path, Stamp stamp) throws IOException {
        FileStatus status = FileStatus.of(path);
        if (!status.isRegular() || !status.stamp().equals(stamp)) {
            throw new ChangedFileException(path.getFileName() + " is not the file that was hashed");
        }
    }
}
