package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * A file on its way in: nothing of it is seen under its name before all of it is there, verified and on the disk.
 *
 * <p>Used by one thread. A second one, started at the first {@link #write}, hashes and writes, so that the caller can
 * go on receiving; what goes wrong there is thrown by the caller's next call.
 *
 * <p>Closing without {@link #publish} keeps what came, and the next one of the same bytes begins with it, in this run or
 * in a later one; what is wanted of one peer alone is kept apart from what anybody may send. Only bytes that have turned
 * out to be wrong are discarded: after a {@link VerificationException} there is nothing to be done but {@link #restart}
 * and {@link #close}.
 */
public final class PartFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final PeerDirectory directory;
    private final TrustedFile file;
    private final Destination destination;
    private final Path part;
    private final FileChannel channel;
    private final ThreadFactory threads;
    private final BooleanSupplier cancelled;
    private PartWriter writer;
    private long resumed;
    private long received;
    private boolean worthless;
    private boolean closed;

    private PartFile(
            PeerDirectory directory,
            TrustedFile file,
            Destination destination,
            Path part,
            Leftover leftover,
            ThreadFactory threads,
            BooleanSupplier cancelled) {
        this.directory = directory;
        this.file = file;
        this.destination = destination;
        this.part = part;
        this.channel = leftover.channel();
        this.threads = threads;
        this.cancelled = cancelled;
        this.writer = new PartWriter(channel, leftover.digest(), file.size(), threads);
        this.resumed = leftover.length();
        this.received = leftover.length();
    }

    /**
     * Begins to receive a file, or goes on with it: what an earlier transfer left is read again, which takes as long as
     * reading a file of that size does.
     *
     * @param destination where it goes once it is complete
     * @param only the one peer that may send bytes of it, and whose earlier ones alone are gone on with; empty if anybody
     *     may send them
     * @param threads makes the thread that hashes and writes
     * @param cancelled asked after each piece that is read again, here and in {@link #publish}: whether to stop
     * @throws CancelledScanException if it was cancelled, or the thread interrupted
     * @throws DiskException if there is no room for it, or its name can't be written or is taken by a link, pipe or
     *     directory
     * @throws StorageException if the same bytes are being received already
     */
    public static PartFile begin(
            PeerDirectory directory,
            TrustedFile file,
            Destination destination,
            Optional<PeerId> only,
            ThreadFactory threads,
            BooleanSupplier cancelled)
            throws StorageException {
        if (!directory.claim(file.sha256())) {
            throw new StorageException(file.name() + " is being received already. Wait for that to end.");
        }
        try {
            Publication.check(directory, file, destination);
            Path part = Leftover.path(directory, file.sha256(), only);
            Room.check(directory, file, file.size() - Leftover.length(part, file.size()));
            Leftover leftover = Leftover.open(part, file.size(), cancelled);
            return new PartFile(directory, file, destination, part, leftover, threads, cancelled);
        } catch (IOException e) {
            directory.release(file.sha256());
            throw DiskException.writing(file.name(), directory.files(), e);
        } catch (StorageException | RuntimeException e) {
            directory.release(file.sha256());
            throw e;
        }
    }

    /** How many of the file's bytes are here. */
    public long received() {
        return received;
    }

    /** How many of them were here at the beginning. */
    public long resumed() {
        return resumed;
    }

    /**
     * Throws away what is here: the next bytes are the file's first ones.
     *
     * @throws DiskException if the disk fails
     */
    public void restart() throws DiskException {
        requireOpen();
        writer.abort();
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw DiskException.writing(file.name(), directory.parts(), e);
        }
        writer = new PartWriter(channel, Sha256.digest(), file.size(), threads);
        resumed = 0;
        received = 0;
        worthless = false;
    }

    /**
     * An unused buffer, which is to be handed to {@link #write} next; waits for the disk if all are in use.
     *
     * @return 256 KiB, or less for a smaller file; what it holds means nothing
     * @throws DiskException if what was handed over before could not be written
     * @throws IOException if the thread is interrupted
     */
    public byte[] buffer() throws IOException, StorageException {
        requireUse();
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
        requireUse();
        if (length < 0 || length > buffer.length) {
            throw new IllegalArgumentException("a buffer of " + buffer.length + " bytes can't hold " + length);
        }
        if (length > file.size() - received) {
            throw wrong(VerificationException.Kind.LENGTH, "more than the announced " + file.size() + " bytes came");
        }
        writer.write(buffer, length);
        received += length;
    }

    /**
     * Verifies what came, makes sure of it on the disk and gives it its name. Other parts of the same bytes are of no use
     * then, and are discarded.
     *
     * @throws VerificationException if the length or the hash is not that of the catalog
     * @throws CancelledScanException if it was cancelled; all that came is kept
     * @throws DiskException if the disk fails, or the name is taken by a link, pipe or directory by now
     * @throws IOException if the thread is interrupted
     */
    public Published publish() throws IOException, StorageException {
        requireUse();
        writer.finish();
        checkWriter();
        verify();
        try {
            FileHasher.Progress until = FileHasher.Progress.until(cancelled);
            Published published = Publication.publish(directory, part, channel, file, destination, until);
            LOG.debug("{} is complete", file.name());
            Leftover.discardAll(directory, file.sha256());
            return published;
        } catch (DiskException e) {
            worthless = true; // What could not be forced to the disk may be another thing when it is read again.
            throw e;
        } finally {
            close();
        }
    }

    /** Ends the receiving; what came is kept for the next time, unless it is published or wrong. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            if (worthless || received == 0) {
                writer.abort();
                Files.deleteIfExists(part);
            } else {
                writer.end();
            }
        } catch (IOException e) {
            LOG.warn("{} could not be discarded: {}", part, e.toString());
        } finally {
            directory.release(file.sha256());
        }
    }

    private void verify() throws VerificationException {
        if (received != file.size()) {
            throw wrong(
                    VerificationException.Kind.LENGTH, "it ended after " + received + " of " + file.size() + " bytes");
        }
        Sha256 actual = writer.sha256();
        if (!actual.equals(file.sha256())) {
            throw wrong(VerificationException.Kind.HASH, "the bytes that came hash to " + actual);
        }
    }

    private VerificationException wrong(VerificationException.Kind kind, String message) {
        worthless = true;
        return new VerificationException(kind, message);
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

    private void requireUse() {
        requireOpen();
        if (worthless) {
            throw new IllegalStateException("wrong bytes of " + file.name() + " were neither thrown away nor closed");
        }
    }
}
