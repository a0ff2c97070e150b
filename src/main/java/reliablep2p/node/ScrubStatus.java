package reliablep2p.node;

import java.time.Instant;
import java.util.Optional;

/**
 * What reading the kept files again has come to since the peer's start.
 *
 * @param ended when the last whole round ended
 * @param files how many files that round read
 * @param bytes how many bytes
 * @param running whether a round runs now
 * @param damaged how many files were put aside
 * @param repaired how many were fetched again
 * @param waiting how many are still to be fetched again
 */
public record ScrubStatus(
        Optional<Instant> ended, int files, long bytes, boolean running, int damaged, int repaired, int waiting) {}
