package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;

class PieceDigestTest {
    private static final int PIECE = (int) Pieces.MIN_SIZE;

    @ParameterizedTest
    @ValueSource(ints = {PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1})
    void hashesEachPieceHoweverTheBytesCome(int size) {
        byte[] bytes = bytes(size);
        for (int step : new int[] {300_000, PIECE, size}) {
            assertThat(hashed(size, bytes, step))
                    .isEqualTo(new PieceDigest.Hashes(
                            Sha256.of(bytes), TestPart.cut(bytes).list()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE})
    void takesAFileOfOnePieceForThatPiece(int size) {
        byte[] bytes = bytes(size);
        assertThat(hashed(size, bytes, PIECE).pieces()).isEqualTo(PieceList.single(Sha256.of(bytes)));
    }

    /** A list that goes with other pieces would be taken for a damaged file later. */
    @Test
    void tellsNoPiecesOfAFileThatIsCutInAnotherWayThanItSeemed() {
        byte[] bytes = bytes(PIECE + 1);
        PieceList single = PieceList.single(Sha256.of(bytes));
        assertThat(hashed(PIECE, bytes, PIECE).pieces()).isEqualTo(single);
        long largerPieces = Pieces.MIN_SIZE * Pieces.MAX_COUNT + 1;
        assertThat(hashed(largerPieces, bytes, PIECE).pieces()).isEqualTo(single);
        byte[] shorter = bytes(PIECE);
        assertThat(hashed(2L * PIECE, shorter, PIECE).pieces()).isEqualTo(PieceList.single(Sha256.of(shorter)));
        assertThat(hashed(3L * PIECE, bytes, PIECE).pieces())
                .as("about as long")
                .isEqualTo(TestPart.cut(bytes).list());
    }

    private static PieceDigest.Hashes hashed(long expectedSize, byte[] bytes, int step) {
        PieceDigest digest = new PieceDigest(expectedSize);
        for (int from = 0; from < bytes.length; from += step) {
            ByteBuffer next = ByteBuffer.wrap(bytes, from, Math.min(step, bytes.length - from));
            digest.update(next);
            assertThat(next.hasRemaining()).isFalse();
        }
        return digest.finish(bytes.length);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i += 1_000) {
            bytes[i] = (byte) (i / 1_000);
        }
        return bytes;
    }
}
