package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;

/**
 * A file on its way in, piece by piece and in any order: a piece counts once its hash is right, and nothing is seen under
 * the file's name before all of them are there and on the disk.
 *
 * <p>Thread-safe: any number of threads write pieces side by side, each with a {@link PieceWriter} of its own. {@code
 * lock} guards what is verified and who writes what; the disk works outside of it, except where a piece is copied to its
 * place. What is verified is never written again, so it may be served to others meanwhile.
 *
 * <p>Closing without {@link #publish} keeps the verified pieces, and the next one of the same bytes begins with them, in
 * this run or in a later one; what is wanted of one peer alone is kept apart from what anybody may send.
 */
public final class PartFile implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final PeerDirectory directory;
    private final TrustedFile file;
    private final Piecewise pieces;
    private final Leftover leftover;
    private final BooleanSupplier cancelled;
    private final FileChannel channel;
    private final long resumed;
    private final AtomicLong unverified = new AtomicLong();
    private final EarlyForce early;
    private final BitSet verified;
    /** Who writes a piece in its place; others that fetch it too write behind the file's end. */
    private final Map<Integer, PieceWriter> inPlace = new HashMap<>();

    private final BitSet slots = new BitSet();
    private long verifiedBytes;
    private boolean worthless;
    private boolean closed;

    private PartFile(
            PeerDirectory directory, TrustedFile file, Piecewise pieces, Leftover leftover, BooleanSupplier cancelled) {
        this.directory = directory;
        this.file = file;
        this.pieces = pieces;
        this.leftover = leftover;
        this.cancelled = cancelled;
        this.channel = leftover.channel();
        this.early = new EarlyForce(channel, file.name().text());
        this.verified = leftover.verified();
        this.verifiedBytes = verified.stream().mapToLong(this::length).sum();
        this.resumed = verifiedBytes;
    }

    /**
     * How the bytes of a file are verified.
     *
     * @param cut where its pieces begin and end
     * @param list their hashes, as many as the file has pieces
     * @param proved whether the catalog vouches for the list; if not, the whole is hashed at the end
     */
    public record Piecewise(Pieces cut, PieceList list, boolean proved) {}

    /**
     * Begins to receive a file, or goes on with it: the pieces that an earlier transfer verified are read again, which
     * takes as long as reading that much does.
     *
     * @param destination where it most likely goes once it is complete: that a file can go there is made sure of now
     * @param only the one peer that may send bytes of it, and whose earlier ones alone are gone on with; empty if anybody
     *     may send them
     * @param cancelled asked again and again while bytes are read, here and in {@link #publish}: whether to stop
     * @throws CancelledScanException if it was cancelled, or the thread interrupted
     * @throws DiskException if there is no room for it, or its name can't be written or is taken by a link, pipe or
     *     directory
     * @throws StorageException if the same bytes are being received already
     */
    public static PartFile begin(
            PeerDirectory directory,
            TrustedFile file,
            Piecewise pieces,
            Destination destination,
            Optional<PeerId> only,
            BooleanSupplier cancelled)
            throws StorageException {
        if (!directory.claim(file.sha256())) {
            throw new StorageException(file.name() + " is being received already. Wait for that to end.");
        }
        try {
            Publication.check(directory, file, destination);
            Path part = Leftover.path(directory, file.sha256(), only);
            Room.check(directory, file, file.size() - Leftover.length(part, pieces.cut(), file.size()));
            Leftover leftover = Leftover.open(part, file.size(), pieces, cancelled);
            return new PartFile(directory, file, pieces, leftover, cancelled);
        } catch (IOException e) {
            directory.release(file.sha256());
            throw DiskException.writing(file.name(), directory.files(), e);
        } catch (StorageException | RuntimeException e) {
            directory.release(file.sha256());
            throw e;
        }
    }

    /** The file that is to become of it. */
    public TrustedFile file() {
        return file;
    }

    /** How many of the file's bytes have come, those included of pieces that are not verified yet. */
    public long received() {
        // A piece that two senders are sending counts twice until the faster one is done.
        return Math.min(file.size(), resumedAndVerified() + unverified.get());
    }

    /** How many of them were here, verified, at the beginning. */
    public long resumed() {
        return resumed;
    }

    /** The pieces that are verified. */
    public PieceSet verified() {
        lock.lock();
        try {
            return PieceSet.of(verified);
        } finally {
            lock.unlock();
        }
    }

    /** Whether all pieces are verified. */
    public boolean isWhole() {
        lock.lock();
        try {
            return verified.cardinality() == pieces.list().count();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to write a piece; one that another writer writes already may be written a second time. */
    public PieceWriter write(int piece) {
        lock.lock();
        try {
            requireOpen();
            if (inPlace.containsKey(piece) || verified.get(piece)) {
                int slot = slots.nextClearBit(0);
                slots.set(slot);
                return new PieceWriter(this, piece, length(piece), scratch(slot), slot);
            }
            PieceWriter writer =
                    new PieceWriter(this, piece, length(piece), pieces.cut().offset(piece), PieceWriter.IN_PLACE);
            inPlace.put(piece, writer);
            return writer;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Opens what is here for serving; of it only the verified pieces may be read.
     *
     * @throws IOException if it is complete by now, and has another name
     */
    public OpenFile open() throws IOException {
        return OpenFile.unchecked(leftover.path());
    }

    /**
     * Makes sure of it on the disk and gives it its name. Other parts of the same bytes are of no use then, and are
     * discarded.
     *
     * @param destination where it goes
     * @throws VerificationException if a piece is missing, or the whole has another hash than it should: it is discarded
     * @throws CancelledScanException if it was cancelled; all that came is kept
     * @throws DiskException if the disk fails, or the name is taken by a link, pipe or directory by now
     * @throws IOException if the thread is interrupted
     */
    public Published publish(Destination destination) throws IOException, StorageException {
        if (!isWhole()) {
            throw new VerificationException(VerificationException.Kind.LENGTH, "pieces of it are missing");
        }
        try {
            finishEarly();
            truncate();
            if (!pieces.proved()) {
                hashWhole();
            }
            FileHasher.Progress until = FileHasher.Progress.until(cancelled);
            Published published = Publication.publish(directory, leftover.path(), channel, file, destination, until);
            new PieceLists(directory).save(file.sha256(), pieces.list());
            Leftover.discardAll(directory, file.sha256());
            LOG.debug("{} is complete", file.name());
            return published;
        } catch (DiskException | VerificationException e) {
            worthless = true; // What could not be forced to the disk may be another thing when it is read again.
            throw e;
        } finally {
            close();
        }
    }

    /** Throws away all that is here, when this is closed. */
    public void discard() {
        lock.lock();
        try {
            worthless = true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the receiving; what is verified is kept for the next time, unless it is published or discarded. */
    @Override
    public void close() {
        boolean keep;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            keep = !worthless && !verified.isEmpty();
            inPlace.values().forEach(PieceWriter::stop);
            inPlace.clear();
        } finally {
            lock.unlock();
        }
        try {
            leftover.close();
            if (!keep) {
                leftover.delete();
            }
        } catch (IOException e) {
            LOG.warn("{} could not be discarded: {}", leftover.path(), e.toString());
        } finally {
            directory.release(file.sha256());
        }
    }

    FileChannel channel() {
        return channel;
    }

    DiskException failed(IOException cause) {
        return DiskException.writing(file.name(), directory.parts(), cause);
    }

    /** So many bytes came, or have turned out not to count, of a piece that is written in its place. */
    void unverified(long bytes) {
        unverified.addAndGet(bytes);
    }

    /** A writer has written all of its piece; false if its hash is wrong. */
    boolean complete(PieceWriter writer, byte[] hash) throws IOException, DiskException {
        int piece = writer.piece();
        if (!pieces.list().matches(piece, hash)) {
            return false;
        }
        lock.lock();
        try {
            if (closed || verified.get(piece)) {
                return true;
            }
            PieceWriter other = inPlace.get(piece);
            if (other != writer) {
                if (other != null) {
                    other.stop();
                    inPlace.remove(piece);
                }
                writer.copyTo(pieces.cut().offset(piece));
            }
            verified.set(piece);
            verifiedBytes += writer.length();
            leftover.verified(piece);
            forceEarly(writer.length());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A writer is done with its place. */
    void ended(PieceWriter writer) {
        lock.lock();
        try {
            inPlace.remove(writer.piece(), writer);
            if (writer.slot() != PieceWriter.IN_PLACE) {
                slots.clear(writer.slot());
            }
        } finally {
            lock.unlock();
        }
    }

    private long resumedAndVerified() {
        lock.lock();
        try {
            return verifiedBytes;
        } finally {
            lock.unlock();
        }
    }

    private long length(int piece) {
        return pieces.cut().length(piece, file.size());
    }

    /** Behind the end of the file, where nothing of it is. */
    private long scratch(int slot) {
        return pieces.cut().offset(pieces.list().count() + slot);
    }

    private void forceEarly(long bytes) throws IOException {
        try {
            early.wrote(bytes);
        } catch (IOException e) {
            worthless = true;
            throw e;
        }
    }

    private void finishEarly() throws InterruptedIOException, DiskException {
        try {
            early.finish();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Cuts off where second writers wrote. */
    private void truncate() throws IOException, DiskException {
        try {
            if (channel.size() > file.size()) {
                channel.truncate(file.size());
            }
        } catch (ClosedByInterruptException e) {
            throw Publication.interrupted(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void hashWhole() throws StorageException, IOException {
        Stamp stamp = FileStatus.of(leftover.path()).stamp();
        PieceDigest.Hashes hashes = FileHasher.pieces(leftover.path(), stamp, FileHasher.Progress.until(cancelled));
        if (!hashes.sha256().equals(file.sha256())) {
            throw new VerificationException(
                    VerificationException.Kind.HASH, "the bytes that came hash to " + hashes.sha256());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the part of " + file.name() + " is closed");
        }
    }
}
