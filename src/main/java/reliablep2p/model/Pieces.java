package reliablep2p.model;

/**
 * How the bytes of a file are cut into pieces, each of which is verified on its own: all but the last have the same size.
 * A file of 0 bytes is one piece of 0 bytes. {@code docs/PROTOCOL.md}, section "Pieces".
 *
 * @param pieceSize bytes of each piece but the last, a power of two
 * @param list the SHA-256 of the list of the pieces' hashes
 */
public record Pieces(long pieceSize, Sha256 list) {
    /** The smallest piece. */
    public static final long MIN_SIZE = 1L << 20;

    /** The largest piece. */
    public static final long MAX_SIZE = 256L << 20;

    /** The most pieces that a file may have. */
    public static final int MAX_COUNT = 2_048;

    /** The largest file that can be cut, in bytes. */
    public static final long MAX_FILE = MAX_SIZE * MAX_COUNT;

    /** Checks the piece's size; only for values that the program made itself. */
    public Pieces {
        if (pieceSize < MIN_SIZE || Long.bitCount(pieceSize) != 1) {
            throw new IllegalArgumentException("a piece of " + pieceSize + " bytes");
        }
    }

    /**
     * Reads a cut that came from outside.
     *
     * @throws InvalidValueException if the size of the pieces is out of bounds, or makes too many pieces
     */
    public static Pieces parse(long pieceSize, Sha256 list, long fileSize) throws InvalidValueException {
        if (pieceSize < MIN_SIZE || pieceSize > MAX_SIZE || Long.bitCount(pieceSize) != 1) {
            throw new InvalidValueException(
                    "the size of a piece is a power of two from " + MIN_SIZE + " to " + MAX_SIZE);
        }
        if (fileSize > pieceSize * MAX_COUNT) {
            throw new InvalidValueException("a file has at most " + MAX_COUNT + " pieces");
        }
        return new Pieces(pieceSize, list);
    }

    /** The size of the pieces into which this program cuts a file: the smallest that makes few enough. */
    public static long sizeFor(long fileSize) {
        long size = MIN_SIZE;
        while (size * MAX_COUNT < fileSize && size < MAX_SIZE) {
            size *= 2;
        }
        return size;
    }

    /** The cut of a file into a single piece, whose hash is the file's own. */
    public static Pieces uncut(TrustedFile file) {
        long size = MIN_SIZE;
        while (size < file.size() && size < Long.MAX_VALUE / 2) {
            size *= 2;
        }
        return new Pieces(size, PieceList.single(file.sha256()).hash());
    }

    /** How many pieces a file of this size has. */
    public int count(long fileSize) {
        return fileSize == 0 ? 1 : (int) ((fileSize - 1) / pieceSize) + 1;
    }

    /** Where a piece begins. */
    public long offset(int piece) {
        return piece * pieceSize;
    }

    /** How long a piece of a file of this size is. */
    public long length(int piece, long fileSize) {
        return Math.min(pieceSize, fileSize - offset(piece));
    }
}
