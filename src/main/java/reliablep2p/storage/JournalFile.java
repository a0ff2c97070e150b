package reliablep2p.storage;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in a peer's directory that grows at its end, and of which any part can be read while it does.
 *
 * <p>Thread-safe: the monitor of {@code channel} makes changes one at a time; reads have a position of their own. After
 * the disk refused to keep what was written nothing more is written: what a second try would report could be false.
 */
public final class JournalFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    private static final int READ_AHEAD = 64 * 1024;

    private final Path path;
    private final Path directory;
    private final FileChannel channel;
    private long length;
    private boolean broken;

    private JournalFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.directory = path.resolveSibling(".");
        this.channel = channel;
        this.length = channel.size();
    }

    /**
     * Opens it, or makes it, mode 0600.
     *
     * @throws StorageException if it is a link or anything but a regular file, or the disk fails
     */
    public static JournalFile open(PeerDirectory directory, String name) throws StorageException {
        Path path = directory.path(name);
        boolean exists = directory.exists(name);
        try {
            if (!exists) {
                Disk.createPrivate(path).close();
                Disk.force(directory.state().directory());
            }
            return new JournalFile(path, Disk.update(path));
        } catch (IOException e) {
            throw DiskException.writing(path, directory.files(), e);
        }
    }

    /** How long it is, in bytes. */
    public long length() {
        synchronized (channel) {
            return length;
        }
    }

    /**
     * Writes behind the end; what is written is not sure before {@link #force}.
     *
     * @throws StorageException if the disk fails; the length is then as before
     */
    public void append(byte[] bytes, int offset, int count) throws StorageException {
        synchronized (channel) {
            requireWhole();
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
            try {
                long at = length;
                while (buffer.hasRemaining()) {
                    at += channel.write(buffer, at);
                }
                length = at;
            } catch (IOException e) {
                throw DiskException.writing(path, directory, e);
            }
        }
    }

    /**
     * Makes what was written survive a power cut.
     *
     * @throws StorageException if the disk fails; nothing more can be written then
     */
    public void force() throws StorageException {
        synchronized (channel) {
            requireWhole();
            try {
                channel.force(false);
            } catch (IOException e) {
                broken = true;
                throw DiskException.writing(path, directory, e);
            }
        }
    }

    /** Nothing more is written: nobody can tell any more which bytes the disk has, and what belongs to them. */
    public void breakOff() {
        synchronized (channel) {
            broken = true;
        }
    }

    /**
     * Cuts off what is behind this length; harmless if nothing is. A file to which nothing more is written keeps it: the
     * next start finds out what of it counts.
     *
     * @throws StorageException if the disk fails
     */
    public void truncate(long to) throws StorageException {
        synchronized (channel) {
            if (broken) {
                return;
            }
            try {
                // A write that failed may have left bytes behind the end that is counted.
                if (channel.size() > to) {
                    channel.truncate(to);
                    channel.force(false);
                }
                length = Math.min(length, to);
            } catch (IOException e) {
                broken = true;
                throw DiskException.writing(path, directory, e);
            }
        }
    }

    /**
     * Reads a part; what is written meanwhile behind it does not matter.
     *
     * @return ends after {@code count} bytes, and fails if the file has fewer
     */
    public InputStream read(long offset, long count) {
        return new BufferedInputStream(new Part(offset, count), READ_AHEAD);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} was not closed cleanly: {}", path, e.toString());
        }
    }

    private void requireWhole() throws StorageException {
        if (broken) {
            throw new StorageException("The disk has failed to keep " + path
                    + ": nothing more is written to it. Restart this" + " peer once the disk is well.");
        }
    }

    private final class Part extends InputStream {
        private long at;
        private long left;

        Part(long offset, long count) {
            this.at = offset;
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(count, left)), at);
            if (read < 0) {
                throw new IOException(path + " is shorter than it was");
            }
            at += read;
            left -= read;
            return read;
        }
    }
}
