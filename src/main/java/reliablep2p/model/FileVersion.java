package reliablep2p.model;

import java.util.Optional;

/**
 * One version of a file, as the journal knows it.
 *
 * @param file name, size and hash
 * @param number 1 for the first bytes that were approved under this name, one more for each later approval
 * @param approval how it came into the catalog
 * @param revocation that it was taken back, if it was
 */
public record FileVersion(TrustedFile file, int number, Approval approval, Optional<Revocation> revocation) {
    /** Checks the number; only for values that the program made itself. */
    public FileVersion {
        if (number < 1) {
            throw new IllegalArgumentException("versions are counted from 1");
        }
    }

    /** Whether it may be asked for and served. */
    public boolean isListed() {
        return revocation.isEmpty();
    }
}
