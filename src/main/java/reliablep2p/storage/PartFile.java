package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * A file on its way in: nothing of it is seen under its name before all of it is there, verified and on the disk.
 *
 * <p>Used by one thread. A second one, started at the first {@link #write}, hashes and writes, so that the caller can
 * go on receiving; what goes wrong there is thrown by the caller's next call. Closing without {@link #publish}
 * discards all.
 */
public final class PartFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    /** Left free on the disk, for state files and logs. */
    private static final long RESERVE = 1 << 20;

    private final PeerDirectory directory;
    private final TrustedFile file;
    private final Path part;
    private final FileChannel channel;
    private final PartWriter writer;
    private long received;
    private boolean closed;

    private PartFile(PeerDirectory directory, TrustedFile file, Path part, FileChannel channel, ThreadFactory threads) {
        this.directory = directory;
        this.file = file;
        this.part = part;
        this.channel = channel;
        this.writer = new PartWriter(channel, file.size(), threads);
    }

    /**
     * Begins to receive a file.
     *
     * @param threads makes the thread that hashes and writes
     * @throws DiskException if there is no room for it, or its name can't be written or is taken by a link, pipe or
     *     directory
     * @throws StorageException if the same bytes are being received already
     */
    public static PartFile begin(PeerDirectory directory, TrustedFile file, ThreadFactory threads)
            throws StorageException {
        if (!directory.claim(file.sha256())) {
            throw new StorageException(file.name() + " is being received already. Wait for that to end.");
        }
        try {
            Publication.checkName(directory, file.name());
            checkRoom(directory, file);
            Path part = directory.parts().resolve(file.sha256().hex() + ".part");
            Files.deleteIfExists(part);
            return new PartFile(directory, file, part, Disk.createShared(part), threads);
        } catch (IOException e) {
            directory.release(file.sha256());
            throw DiskException.writing(file.name(), directory.files(), e);
        } catch (StorageException | RuntimeException e) {
            directory.release(file.sha256());
            throw e;
        }
    }

    /**
     * An unused buffer, which is to be handed to {@link #write} next; waits for the disk if all are in use.
     *
     * @return 256 KiB, or less for a smaller file; what it holds means nothing
     * @throws DiskException if what was handed over before could not be written
     * @throws IOException if the thread is interrupted
     */
    public byte[] buffer() throws IOException, StorageException {
        requireOpen();
        byte[] buffer = writer.buffer();
        checkWriter();
        return buffer;
    }

    /**
     * Takes a buffer over.
     *
     * @param buffer the last one that {@link #buffer} gave; the caller must not use it any more
     * @param length how many bytes of it are the next ones of the file
     * @throws VerificationException if those are more than the file has; they are not written
     */
    public void write(byte[] buffer, int length) throws VerificationException {
        requireOpen();
        if (length < 0 || length > buffer.length) {
            throw new IllegalArgumentException("a buffer of " + buffer.length + " bytes can't hold " + length);
        }
        if (length > file.size() - received) {
            throw new VerificationException(
                    VerificationException.Kind.LENGTH, "more than the announced " + file.size() + " bytes came");
        }
        received += length;
        writer.write(buffer, length);
    }

    /**
     * Verifies what came, makes sure of it on the disk and gives it its name.
     *
     * @throws VerificationException if the length or the hash is not that of the catalog
     * @throws DiskException if the disk fails, or the name is taken by a link, pipe or directory by now
     * @throws IOException if the thread is interrupted
     */
    public Published publish() throws IOException, StorageException {
        requireOpen();
        writer.finish();
        checkWriter();
        verify();
        try {
            Published published = Publication.publish(directory, part, channel, file);
            LOG.debug("{} is complete", file.name());
            return published;
        } finally {
            close();
        }
    }

    /** Discards what was received, unless it was published. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.abort();
        try (channel) {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("{} could not be discarded, the next start will do it: {}", part, e.toString());
        } finally {
            directory.release(file.sha256());
        }
    }

    private void verify() throws VerificationException {
        if (received != file.size()) {
            throw new VerificationException(
                    VerificationException.Kind.LENGTH, "it ended after " + received + " of " + file.size() + " bytes");
        }
        Sha256 actual = writer.sha256();
        if (!actual.equals(file.sha256())) {
            throw new VerificationException(VerificationException.Kind.HASH, "the bytes that came hash to " + actual);
        }
    }

    private void checkWriter() throws DiskException {
        IOException failure = writer.failure();
        if (failure != null) {
            throw DiskException.writing(file.name(), directory.parts(), failure);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the part of " + file.name() + " is closed");
        }
    }

    private static void checkRoom(PeerDirectory directory, TrustedFile file) throws IOException, DiskException {
        long free = Files.getFileStore(directory.parts()).getUsableSpace();
        if (file.size() > free - RESERVE) {
            throw DiskException.noRoom(file.name(), file.size(), free);
        }
    }
}
