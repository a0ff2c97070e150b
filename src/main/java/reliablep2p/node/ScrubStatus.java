package reliablep2p.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found damaged, and what has come of it. What is counted is counted since the peer's start.
 *
 * @param ended when the last whole round ended
 * @param files how many files that round read
 * @param bytes how many bytes
 * @param running whether a round runs now
 * @param damaged how many files were put aside
 * @param repaired how many were fetched again
 * @param waiting how many are still to be fetched again
 * @param state the peer's own files that were damaged and put aside, at this or an earlier start, and are still there
 */
public record ScrubStatus(
        Optional<Instant> ended,
        int files,
        long bytes,
        boolean running,
        int damaged,
        int repaired,
        int waiting,
        List<Path> state) {}
