package reliablep2p.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.TrustedFile;

/**
 * What a scrub found.
 *
 * @param files how many files were read
 * @param bytes how many bytes
 * @param faults what was not as it should be
 * @param took how long it took, repairs included
 */
public record ScrubReport(int files, long bytes, List<Fault> faults, Duration took) {
    /** Copies the list. */
    public ScrubReport {
        faults = List.copyOf(faults);
    }

    /** What is wrong with a file. */
    public enum Kind {
        /** Its bytes were others; it was put aside. */
        DAMAGED,
        /** It should be here and was not. */
        MISSING,
        /** It can't be opened. */
        UNREADABLE
    }

    /**
     * A file that was not as it should be.
     *
     * @param aside where its bytes are now, if it was put aside
     * @param repaired whether it is whole again
     */
    public record Fault(TrustedFile file, Kind kind, Optional<Path> aside, boolean repaired) {}

    /** Whether every file is whole now. */
    public boolean isWhole() {
        return faults.stream().allMatch(Fault::repaired);
    }
}
