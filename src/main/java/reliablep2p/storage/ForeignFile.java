package reliablep2p.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the person's that are only read, wherever they lie; links are followed, as the person meant them. */
public final class ForeignFile {
    private ForeignFile() {}

    /**
     * Opens a file.
     *
     * @throws StorageException if it is no regular file, so that nobody waits for a pipe, or can't be read
     */
    public static InputStream open(Path path) throws StorageException {
        if (!Files.exists(path)) {
            throw new StorageException("There is no file " + path + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new StorageException(path + " is not a file.");
        }
        try {
            return new BufferedInputStream(Files.newInputStream(path), 64 * 1024);
        } catch (IOException e) {
            throw new StorageException(path + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }

    /**
     * Reads a small file.
     *
     * @throws StorageException as {@link #open}, or if it is longer than {@code maxBytes}
     */
    public static byte[] read(Path path, int maxBytes) throws StorageException {
        try (InputStream in = open(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new StorageException(path + " is longer than such a file can be.");
            }
            return bytes;
        } catch (IOException e) {
            throw new StorageException(path + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }
}
