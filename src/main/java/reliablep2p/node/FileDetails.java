package reliablep2p.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.FileVersion;
import reliablep2p.model.TrustedFile;

/**
 * All that this peer knows of a file.
 *
 * @param file its entry in the catalog; if it is not in there, what lies here under its name
 * @param listedSince when it was approved; empty if it is not in the catalog
 * @param copy what lies here under its name
 * @param holders who is believed to hold it: members sorted, the database peer after them, those that are away last
 * @param version what the journal says of these bytes, if they are or were in the catalog
 */
public record FileDetails(
        TrustedFile file,
        Optional<Instant> listedSince,
        Optional<Copy> copy,
        List<Holder> holders,
        Optional<FileVersion> version) {
    /** Copies the list, so that nobody can change it afterwards. */
    public FileDetails {
        holders = List.copyOf(holders);
    }

    /**
     * A file in this peer's directory.
     *
     * @param file name, size and hash of the bytes that lie here
     * @param path where
     * @param modified when it came here or was last changed: its time of modification
     * @param served whether those bytes are in the catalog, so that this peer serves them
     */
    public record Copy(TrustedFile file, Path path, Instant modified, boolean served) {}
}
