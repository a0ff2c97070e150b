package reliablep2p.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Sha256;

/** Finds out whether a file that was hashed once is still the same on the disk itself. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private Inspection() {}

    /**
     * Reads a file.
     *
     * @param expected what the file system said of it when it was hashed
     * @param hash of its bytes then
     * @throws CancelledScanException if the listener does not want to go on, or the thread is interrupted
     */
    static FileCondition of(Path path, Stamp expected, Sha256 hash, ReadListener listener)
            throws CancelledScanException {
        try {
            FileStatus status = FileStatus.of(path);
            if (!status.isRegular() || !status.stamp().equals(expected)) {
                return FileCondition.CHANGED;
            }
            Sha256 actual = FileHasher.hash(path, expected, bytes -> {
                if (!listener.read(bytes)) {
                    throw new CancelledScanException();
                }
            });
            return actual.equals(hash) ? FileCondition.INTACT : FileCondition.DAMAGED;
        } catch (ChangedFileException | NoSuchFileException e) {
            return FileCondition.CHANGED;
        } catch (ClosedByInterruptException e) {
            throw new CancelledScanException();
        } catch (FileSystemException e) {
            // It can't even be opened: rights, or too many open files. That says nothing of its bytes.
            LOG.warn("{} can't be opened: {}", path, e.toString());
            return FileCondition.UNREADABLE;
        } catch (IOException e) {
            LOG.warn("{} can't be read to its end: {}", path, e.toString());
            return FileCondition.DAMAGED;
        }
    }
}
