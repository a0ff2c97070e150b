package reliablep2p.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;

/** Hashes a whole file and each of its pieces while it is read once. Of one thread. */
final class PieceDigest {
    private final MessageDigest whole = Sha256.digest();
    private final MessageDigest piece = Sha256.digest();
    private final ByteArrayOutputStream list = new ByteArrayOutputStream();
    private final long pieceSize;
    private final boolean cut;
    private long inPiece;

    /**
     * Begins.
     *
     * @param expectedSize how long the file seems to be; a list comes out only if it is about as long
     */
    PieceDigest(long expectedSize) {
        this.pieceSize = Pieces.sizeFor(expectedSize);
        // The hash of a file that is a single piece is the piece's own.
        this.cut = expectedSize > pieceSize;
    }

    /** What a file was found to be. */
    record Hashes(Sha256 sha256, PieceList pieces) {}

    /** The next bytes; reads all of the buffer. */
    void update(ByteBuffer bytes) {
        if (cut) {
            cut(bytes.duplicate());
        }
        whole.update(bytes);
    }

    /**
     * The hashes of all that was read.
     *
     * @param size how many bytes that was
     * @return a list of a single piece for a file that turned out to be cut in another way, which says nothing of it
     */
    Hashes finish(long size) {
        Sha256 sha256 = Sha256.of(whole);
        if (inPiece > 0) {
            list.writeBytes(piece.digest());
        }
        boolean fits = cut && Pieces.sizeFor(size) == pieceSize && size > pieceSize;
        return new Hashes(sha256, fits ? PieceList.of(list.toByteArray()) : PieceList.single(sha256));
    }

    private void cut(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int length = (int) Math.min(bytes.remaining(), pieceSize - inPiece);
            ByteBuffer part = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            piece.update(part);
            inPiece += length;
            if (inPiece == pieceSize) {
                list.writeBytes(piece.digest());
                inPiece = 0;
            }
        }
    }
}
