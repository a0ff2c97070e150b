package reliablep2p.node.journal;

import java.io.IOException;
import java.io.InputStream;
import reliablep2p.storage.JournalFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.HeadFile;

/** The journal as it was at one moment, whatever is written behind it since; immutable. */
public final class FrozenJournal {
    private static final int CHUNK = 256 * 1024;

    private final JournalFile file;
    private final JournalState.Signed signed;

    FrozenJournal(JournalFile file, JournalState.Signed signed) {
        this.file = file;
        this.signed = signed;
    }

    /** How many lines it has. */
    public long entries() {
        return signed.head().number();
    }

    /**
     * Writes it, and what proves it, into a directory that has none; both are on the disk when this returns.
     *
     * @throws StorageException if it can't be read or written
     */
    public void copyTo(PeerDirectory target) throws StorageException {
        long length = signed.head().bytes();
        JournalFile copy = JournalFile.open(target, JournalStore.FILE);
        try (InputStream lines = file.read(0, length)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = lines.read(chunk); read >= 0; read = lines.read(chunk)) {
                copy.append(chunk, 0, read);
            }
            copy.force();
        } catch (IOException e) {
            throw new StorageException("The journal can't be read: " + e.getMessage() + ".", e);
        } finally {
            copy.close();
        }
        target.write(JournalStore.HEAD, new HeadFile(signed.text(), signed.key()).toBytes());
    }
}
