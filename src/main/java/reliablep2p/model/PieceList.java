package reliablep2p.model;

import java.util.Arrays;

/** The SHA-256 of each piece of a file, in their order. Immutable. */
public final class PieceList {
    /** The bytes of one hash. */
    public static final int HASH_BYTES = 32;

    private final byte[] hashes;

    private PieceList(byte[] hashes) {
        this.hashes = hashes;
    }

    /**
     * The list with these hashes, one behind the other.
     *
     * @throws IllegalArgumentException if there is not a whole number of them, or none
     */
    public static PieceList of(byte[] hashes) {
        if (hashes.length == 0 || hashes.length % HASH_BYTES != 0) {
            throw new IllegalArgumentException(hashes.length + " bytes are no list of hashes");
        }
        return new PieceList(hashes.clone());
    }

    /** The list of a file that is a single piece. */
    public static PieceList single(Sha256 hash) {
        return new PieceList(hash.bytes());
    }

    /** How many pieces it has. */
    public int count() {
        return hashes.length / HASH_BYTES;
    }

    /** Whether a piece has this hash, of {@value #HASH_BYTES} bytes. */
    public boolean matches(int piece, byte[] hash) {
        int from = piece * HASH_BYTES;
        return Arrays.equals(hashes, from, from + HASH_BYTES, hash, 0, hash.length);
    }

    /** The hash of the whole list, which is what the catalog holds of it. */
    public Sha256 hash() {
        return Sha256.of(hashes);
    }

    /** The hashes, one behind the other. */
    public byte[] toBytes() {
        return hashes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PieceList list && Arrays.equals(hashes, list.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return count() + " pieces";
    }
}
