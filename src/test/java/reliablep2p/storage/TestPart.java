package reliablep2p.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** Parts of files as tests need them, cut into pieces of the smallest size. */
final class TestPart {
    private TestPart() {}

    /** A part of a file that is a single piece. */
    static PartFile begin(PeerDirectory directory, TrustedFile file) throws StorageException {
        PartFile.Piecewise single = new PartFile.Piecewise(Pieces.uncut(file), PieceList.single(file.sha256()), true);
        return PartFile.begin(
                directory, file, single, new Destination.Shared(file.name()), Optional.empty(), () -> false);
    }

    /** How these bytes are cut. */
    static PartFile.Piecewise cut(byte[] bytes) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += (int) Pieces.MIN_SIZE) {
            byte[] piece = Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, from + Pieces.MIN_SIZE));
            hashes.writeBytes(Sha256.of(piece).bytes());
        }
        PieceList list = PieceList.of(hashes.toByteArray());
        return new PartFile.Piecewise(new Pieces(Pieces.MIN_SIZE, list.hash()), list, true);
    }

    /** Writes a whole piece; whether it was right. */
    static boolean write(PartFile part, int piece, byte[] bytes) throws IOException, StorageException {
        try (PieceWriter writer = part.write(piece)) {
            writer.write(ByteBuffer.wrap(bytes));
            return writer.finish();
        }
    }

    /** Receives a file that is a single piece. */
    static Published receive(PeerDirectory directory, TrustedFile file, Destination destination, byte[] bytes)
            throws IOException, StorageException {
        try (PartFile part = begin(directory, file)) {
            if (!write(part, 0, bytes)) {
                throw new VerificationException(VerificationException.Kind.HASH, "wrong");
            }
            return part.publish(destination);
        }
    }
}
