package reliablep2p.model;

/**
 * An entry of the catalog: a file that may be asked for and served.
 *
 * @param name its name in the network
 * @param size its length in bytes, 0 or more
 * @param sha256 the hash that its bytes must have
 */
public record TrustedFile(FileName name, long size, Sha256 sha256) {
    /** Checks the size; only for values that the program made itself. */
    public TrustedFile {
        if (size < 0) {
            throw new IllegalArgumentException("a size is 0 or more");
        }
    }
}
