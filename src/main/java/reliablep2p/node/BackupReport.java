package reliablep2p.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import reliablep2p.model.TrustedFile;

/**
 * What a copy of the database peer's directory holds.
 *
 * @param directory where it is
 * @param files how many files
 * @param bytes how many bytes of files
 * @param entries how many lines of the journal
 * @param left listed files that are not in it, because they are missing or damaged here
 * @param took how long it took
 */
public record BackupReport(Path directory, int files, long bytes, long entries, List<TrustedFile> left, Duration took) {
    /** Copies the list. */
    public BackupReport {
        left = List.copyOf(left);
    }
}
