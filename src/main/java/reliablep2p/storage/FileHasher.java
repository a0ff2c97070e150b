package reliablep2p.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reliablep2p.model.Sha256;

/** Hashes files, in pieces between which it can be stopped. Stateless. */
final class FileHasher {
    private static final int CHUNK = 256 * 1024;

    private FileHasher() {}

    /** Is told of every piece that was hashed. */
    interface Progress {
        /**
         * Some more bytes were hashed.
         *
         * @throws CancelledScanException to stop
         */
        void hashed(int bytes) throws CancelledScanException;

        /** Stops as soon as this is so. */
        static Progress until(BooleanSupplier cancelled) {
            return bytes -> {
                if (cancelled.getAsBoolean()) {
                    throw new CancelledScanException();
                }
            };
        }
    }

    /**
     * Hashes a regular file.
     *
     * @param expected what the file system said about it just before
     * @throws ChangedFileException if it says something else afterwards
     */
    static Sha256 hash(Path file, Stamp expected, Progress progress) throws IOException, CancelledScanException {
        MessageDigest digest = Sha256.digest();
        read(file, expected, progress, digest::update);
        return Sha256.of(digest);
    }

    /**
     * Hashes a regular file, and each of its pieces.
     *
     * @throws ChangedFileException as {@link #hash}
     */
    static PieceDigest.Hashes pieces(Path file, Stamp expected, Progress progress)
            throws IOException, CancelledScanException {
        PieceDigest digest = new PieceDigest(expected.size());
        read(file, expected, progress, digest::update);
        return digest.finish(expected.size());
    }

    private static void read(Path file, Stamp expected, Progress progress, Consumer<ByteBuffer> digest)
            throws IOException, CancelledScanException {
        // One byte more than expected shows a file that grows; small files need no large buffer.
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, expected.size() + 1));
        long left = expected.size();
        try (FileChannel channel = Disk.read(file)) {
            for (int read = channel.read(buffer); read >= 0 && left >= 0; read = channel.read(buffer)) {
                digest.accept(buffer.flip());
                buffer.clear();
                left -= read;
                progress.hashed(read);
            }
        }
        FileStatus status = FileStatus.of(file);
        if (!status.isRegular() || !status.stamp().equals(expected)) {
            throw new ChangedFileException(file.getFileName() + " changed while it was read");
        }
    }
}
