package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A shared file that is being served. Used by one thread at a time. */
public final class OpenFile implements Closeable {
    private final Path path;
    private final Stamp stamp;
    private final FileChannel channel;
    private final InputStream stream;

    private OpenFile(Path path, Stamp stamp, FileChannel channel) {
        this.path = path;
        this.stamp = stamp;
        this.channel = channel;
        this.stream = Channels.newInputStream(channel);
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

    /**
     * The bytes of the file from this offset on, unbuffered: read them in large pieces.
     *
     * @param offset 0 to the file's size
     */
    public InputStream stream(long offset) throws IOException {
        if (offset < 0 || offset > stamp.size()) {
            throw new IllegalArgumentException(offset + " is outside of " + stamp.size() + " bytes");
        }
        channel.position(offset);
        return stream;
    }

    /** Whether the file is still the one that was opened; what was sent of one that isn't may be wrong. */
    public boolean unchanged() {
        try {
            check(path, stamp);
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
