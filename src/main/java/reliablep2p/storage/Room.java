package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.Files;
import reliablep2p.model.TrustedFile;

/** Whether a file that is to be received finds room on the disk. Stateless. */
final class Room {
    /** Left free on the disk, for state files and logs. */
    private static final long RESERVE = 1 << 20;

    private Room() {}

    /**
     * Makes sure before anything is received.
     *
     * @param missing how many of the file's bytes are not here yet
     * @throws DiskException if there is less room than that
     */
    static void check(PeerDirectory directory, TrustedFile file, long missing) throws IOException, DiskException {
        long free = Files.getFileStore(directory.parts()).getUsableSpace();
        // A part that has all bytes only waits for its name.
        if (missing > 0 && missing > free - RESERVE) {
            throw DiskException.noRoom(file.name(), missing, free);
        }
    }
}
