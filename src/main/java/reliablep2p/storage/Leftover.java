package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;

/**
 * What an interrupted transfer left of a file, so that the next one can go on with it: the bytes, and beside them the
 * numbers of the pieces that were verified, four bytes each, in the order in which they were.
 *
 * <p>Its name says which file it is to become, and who alone sent it if anybody's bytes would not do. Nothing says that
 * its bytes are right: those pieces are hashed anew.
 *
 * @param path where the bytes are
 * @param channel open, for reading and writing
 * @param log open, at its end; its name is the part's, and {@value #LOG_EXTENSION}
 * @param verified the pieces that are there
 */
record Leftover(Path path, FileChannel channel, FileChannel log, BitSet verified) implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

    private static final String EXTENSION = ".part";
    private static final String LOG_EXTENSION = ".have";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(-[0-9a-f]{64})?\\.part(\\.have)?");
    private static final int CHUNK = 256 * 1024;
    /** More numbers than this are not of this program: no piece is verified often. */
    private static final int MAX_LOG = 64 * 1024;

    /**
     * Where the part of these bytes is, or is to be made.
     *
     * @param only the one peer that may send them; empty if anybody may
     */
    static Path path(PeerDirectory directory, Sha256 content, Optional<PeerId> only) {
        String sender = only.map(id -> "-" + id.hex()).orElse("");
        return directory.parts().resolve(content.hex() + sender + EXTENSION);
    }

    /**
     * Discards all parts of these bytes, whoever sent them. What can't be discarded stays until it is too old.
     *
     * @return whether there was one
     */
    static boolean discardAll(PeerDirectory directory, Sha256 content) {
        try {
            return Folders.discard(directory.parts(), content.hex() + "*", (path, status) -> false) > 0;
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("parts of {} could not be discarded: {}", content, e.toString());
            return false;
        }
    }

    /**
     * Opens the part and reads the pieces that were verified; makes an empty one if nothing is there, or nothing of use.
     *
     * @param cancelled asked again and again: whether to stop reading
     * @throws CancelledScanException if it was cancelled; what is there stays
     * @throws DiskException if something is in the way that can't be discarded
     */
    static Leftover open(Path part, long fileSize, PartFile.Piecewise pieces, BooleanSupplier cancelled)
            throws IOException, StorageException {
        Path numbers = logOf(part);
        boolean usable = isRegular(part) && logSize(part) <= MAX_LOG && isRegular(numbers);
        if (!usable) {
            discard(part);
            discard(numbers);
        }
        FileChannel channel = usable ? Disk.update(part) : Disk.createShared(part);
        FileChannel log = null;
        boolean opened = false;
        try {
            log = usable ? Disk.update(numbers) : Disk.createPrivate(numbers);
            BitSet verified = verified(channel, log, fileSize, pieces, FileHasher.Progress.until(cancelled));
            rewrite(log, verified);
            opened = true;
            return new Leftover(part, channel, log, verified);
        } catch (ClosedByInterruptException e) {
            throw new CancelledScanException();
        } finally {
            if (!opened) {
                close(channel);
                close(log);
            }
        }
    }

    /** How many bytes at most are verified, found out without reading them. */
    static long length(Path part, Pieces cut, long fileSize) throws IOException {
        return Math.min(fileSize, logSize(part) / Integer.BYTES * cut.pieceSize());
    }

    /** A piece is verified. */
    void verified(int piece) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).putInt(piece).flip();
        while (number.hasRemaining()) {
            log.write(number);
        }
    }

    /** Removes what is there. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(logOf(path));
    }

    @Override
    public void close() {
        close(channel);
        close(log);
    }

    /** Whether a transfer may still go on with what lies there. */
    static boolean isFresh(Path path, FileStatus status, Instant now, Duration life) {
        Instant modified = Instant.EPOCH.plusNanos(status.stamp().modifiedNanos());
        // A clock that was wrong may have left a time that is far ahead.
        return status.isRegular()
                && NAME.matcher(path.getFileName().toString()).matches()
                && Duration.between(modified, now).abs().compareTo(life) <= 0;
    }

    private static Path logOf(Path part) {
        return part.resolveSibling(part.getFileName() + LOG_EXTENSION);
    }

    private static boolean isRegular(Path path) throws IOException {
        return FileStatus.find(path).filter(FileStatus::isRegular).isPresent();
    }

    private static long logSize(Path part) throws IOException {
        return FileStatus.find(logOf(part))
                .filter(FileStatus::isRegular)
                .map(found -> found.stamp().size())
                .orElse(0L);
    }

    /** Reads the pieces whose numbers are in the log; those that are what they should be are there. */
    private static BitSet verified(
            FileChannel channel,
            FileChannel log,
            long fileSize,
            PartFile.Piecewise pieces,
            FileHasher.Progress progress)
            throws IOException, CancelledScanException {
        BitSet verified = new BitSet();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (int piece : numbers(log, pieces.list().count()).stream().toArray()) {
            if (isRight(channel, piece, fileSize, pieces, buffer, progress)) {
                verified.set(piece);
            }
        }
        return verified;
    }

    private static BitSet numbers(FileChannel log, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_LOG, log.size()));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = log.read(bytes);
        }
        bytes.flip();
        BitSet numbers = new BitSet();
        while (bytes.remaining() >= Integer.BYTES) {
            int piece = bytes.getInt();
            if (piece >= 0 && piece < count) {
                numbers.set(piece);
            }
        }
        return numbers;
    }

    private static boolean isRight(
            FileChannel channel,
            int piece,
            long fileSize,
            PartFile.Piecewise pieces,
            ByteBuffer buffer,
            FileHasher.Progress progress)
            throws IOException, CancelledScanException {
        MessageDigest digest = Sha256.digest();
        long next = pieces.cut().offset(piece);
        long left = pieces.cut().length(piece, fileSize);
        try {
            while (left > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                int read = channel.read(buffer, next);
                if (read < 0) {
                    return false;
                }
                digest.update(buffer.flip());
                next += read;
                left -= read;
                progress.hashed(read);
            }
            return pieces.list().matches(piece, digest.digest());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            LOG.info("piece {} of a part can't be read, and is fetched again: {}", piece, e.toString());
            return false;
        }
    }

    private static void rewrite(FileChannel log, BitSet verified) throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(verified.cardinality() * Integer.BYTES);
        verified.stream().forEach(numbers::putInt);
        numbers.flip();
        log.truncate(0);
        log.position(0);
        while (numbers.hasRemaining()) {
            log.write(numbers);
        }
    }

    private static void discard(Path part) throws IOException, DiskException {
        try {
            if (Files.deleteIfExists(part)) {
                LOG.info("discarded {}, which nobody can go on with", part.getFileName());
            }
        } catch (DirectoryNotEmptyException e) {
            throw new DiskException(part + " is a directory with something in it, so no file can be received there."
                    + " Remove it and try again.");
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing a part: {}", e.toString());
            }
        }
    }
}
