package reliablep2p.storage;

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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * What an interrupted transfer left of a file, so that the next one can go on where it ended.
 *
 * <p>Its name says which file it is to become, and who alone sent it if anybody's bytes would not do. Nothing says that
 * its bytes are right: they are hashed anew.
 *
 * @param channel open, and at the end of what is there
 * @param digest has seen what is there
 * @param length how many bytes are there; 0 if nothing was left
 */
record Leftover(FileChannel channel, MessageDigest digest, long length) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

    /** Who has not gone on with a transfer for this long won't, and wants the room back. */
    private static final Duration LIFE = Duration.ofDays(7);

    private static final String EXTENSION = ".part";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(-[0-9a-f]{64})?\\.part");
    private static final int CHUNK = 256 * 1024;

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
     * Discards all parts of these bytes, whoever sent them: they are here whole. What can't be discarded stays until it
     * is too old. Only for the one receiver of these bytes.
     */
    static void discardAll(PeerDirectory directory, Sha256 content) {
        try {
            Folders.discard(directory.parts(), content.hex() + "*", (path, status) -> false);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("other parts of {} could not be discarded: {}", content, e.toString());
        }
    }

    /** How many bytes seem to be there, found out without reading them. */
    static long length(Path part, long fileSize) throws IOException {
        return FileStatus.find(part)
                .filter(found -> isUsable(found, fileSize))
                .map(found -> found.stamp().size())
                .orElse(0L);
    }

    /**
     * Opens the part and reads what is there; makes an empty one if nothing is, or nothing of use.
     *
     * @param fileSize how long the file is to become: a longer part is none of it
     * @param cancelled asked after each piece: whether to stop reading
     * @throws CancelledScanException if it was cancelled; what is there stays
     * @throws DiskException if something is in the way that can't be discarded
     */
    static Leftover open(Path part, long fileSize, BooleanSupplier cancelled) throws IOException, StorageException {
        Optional<FileStatus> found = FileStatus.find(part);
        if (found.isPresent()) {
            try {
                if (isUsable(found.get(), fileSize)) {
                    return read(part, fileSize, FileHasher.Progress.until(cancelled));
                }
            } catch (ClosedByInterruptException e) {
                throw new CancelledScanException();
            } catch (IOException e) {
                LOG.info("{} can't be read: {}", part.getFileName(), e.toString());
            }
            discard(part);
        }
        return new Leftover(Disk.createShared(part), Sha256.digest(), 0);
    }

    /** Whether a transfer may still go on with what lies there. */
    static boolean isFresh(Path path, FileStatus status, Instant now) {
        Instant modified = Instant.EPOCH.plusNanos(status.stamp().modifiedNanos());
        // A clock that was wrong may have left a time that is far ahead.
        return status.isRegular()
                && NAME.matcher(path.getFileName().toString()).matches()
                && Duration.between(modified, now).abs().compareTo(LIFE) <= 0;
    }

    private static boolean isUsable(FileStatus found, long fileSize) {
        return found.isRegular() && found.stamp().size() <= fileSize;
    }

    private static Leftover read(Path part, long fileSize, FileHasher.Progress progress)
            throws IOException, CancelledScanException {
        FileChannel channel = Disk.update(part);
        try {
            MessageDigest digest = Sha256.digest();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(CHUNK, fileSize)));
            long length = 0;
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
                digest.update(buffer.flip());
                buffer.clear();
                length += read;
                if (length > fileSize) {
                    throw new IOException("it grew beyond the file's size");
                }
                progress.hashed(read);
            }
            return new Leftover(channel, digest, length);
        } catch (IOException | StorageException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void discard(Path part) throws IOException, DiskException {
        try {
            Files.delete(part);
            LOG.info("discarded {}, which nobody can go on with", part.getFileName());
        } catch (DirectoryNotEmptyException e) {
            throw new DiskException(part + " is a directory with something in it, so no file can be received there."
                    + " Remove it and try again.");
        }
    }
}
