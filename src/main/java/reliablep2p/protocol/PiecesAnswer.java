package reliablep2p.protocol;

import java.util.Optional;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;

/**
 * {@code pieces}: which pieces of a file the sender has; the hashes of all of them follow the frame, raw, 32 bytes each, if
 * they were asked for and the sender knows them. To be proved by the hash of the list.
 *
 * @param sha256 the bytes that are meant
 * @param have the pieces that it has; empty if it has all
 * @param length how many bytes of the list follow, 0 to {@link #MAX_LENGTH}
 */
public record PiecesAnswer(Sha256 sha256, Optional<PieceSet> have, long length) implements Bodied {
    /** The longest list in bytes. */
    public static final long MAX_LENGTH = (long) Pieces.MAX_COUNT * PieceList.HASH_BYTES;

    /** Checks the length. */
    public PiecesAnswer {
        if (length < 0 || length > MAX_LENGTH || length % PieceList.HASH_BYTES != 0) {
            throw new IllegalArgumentException("a list of " + length + " bytes");
        }
    }
}
