package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final Sha256 LIST = Sha256.of(new byte[] {1});

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1048576, 1", "1048577, 2", "2147483648, 2048"})
    void cutsIntoAsManyPiecesAsItTakes(long fileSize, int count) {
        Pieces cut = new Pieces(Pieces.sizeFor(fileSize), LIST);

        assertThat(cut.count(fileSize)).isEqualTo(count);
        long sum = 0;
        for (int piece = 0; piece < count; piece++) {
            assertThat(cut.offset(piece)).isEqualTo(sum);
            sum += cut.length(piece, fileSize);
        }
        assertThat(sum).isEqualTo(fileSize);
    }

    @Test
    void takesTheSmallestPiecesThatAreFewEnough() {
        assertThat(Pieces.sizeFor(2 * GIB)).isEqualTo(MIB);
        assertThat(Pieces.sizeFor(2 * GIB + 1)).isEqualTo(2 * MIB);
        assertThat(Pieces.sizeFor(10 * GIB)).isEqualTo(8 * MIB);
        assertThat(Pieces.sizeFor(Pieces.MAX_FILE)).isEqualTo(Pieces.MAX_SIZE);
        assertThat(Pieces.sizeFor(Long.MAX_VALUE)).isEqualTo(Pieces.MAX_SIZE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 524_288, 1_048_577, 3_145_728, 536_870_912, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesPiecesOfOtherSizes(long pieceSize) {
        assertThatThrownBy(() -> Pieces.parse(pieceSize, LIST, 1)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takesTheSmallestAndTheLargestPieces() throws Exception {
        assertThat(Pieces.parse(Pieces.MIN_SIZE, LIST, 1).pieceSize()).isEqualTo(MIB);
        assertThat(Pieces.parse(Pieces.MAX_SIZE, LIST, 1).pieceSize()).isEqualTo(256 * MIB);
    }

    @Test
    void refusesTooManyPieces() throws Exception {
        assertThat(Pieces.parse(MIB, LIST, 2 * GIB).count(2 * GIB)).isEqualTo(Pieces.MAX_COUNT);
        assertThatThrownBy(() -> Pieces.parse(MIB, LIST, 2 * GIB + 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Pieces.parse(Pieces.MAX_SIZE, LIST, Pieces.MAX_FILE + 1))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void leavesAnOldEntryUncut() {
        TrustedFile file = new TrustedFile(new FileName("a"), 5 * GIB, LIST);

        assertThat(Pieces.uncut(file).count(file.size())).isEqualTo(1);
        assertThat(Pieces.uncut(new TrustedFile(file.name(), 2 * MIB, LIST)).pieceSize())
                .as("no larger than it needs to be")
                .isEqualTo(2 * MIB);
        assertThat(Pieces.uncut(file).list())
                .isEqualTo(PieceList.single(file.sha256()).hash());
    }

    @Test
    void writesASetWithItsFirstPieceInTheLowestBit() throws Exception {
        BitSet bits = new BitSet();
        bits.set(0);
        bits.set(9);

        assertThat(PieceSet.of(bits)).hasToString("0102");
        assertThat(PieceSet.parse("0102")).isEqualTo(PieceSet.of(bits));
        assertThat(PieceSet.parse("010200")).isEqualTo(PieceSet.of(bits));
        assertThat(PieceSet.parse("").isEmpty()).isTrue();
        assertThat(PieceSet.parse("f".repeat(PieceSet.MAX_TEXT))).isEqualTo(PieceSet.all(Pieces.MAX_COUNT));
    }

    @Test
    void saysWhichPiecesItHas() {
        BitSet bits = new BitSet();
        bits.set(1);
        bits.set(9);
        PieceSet set = PieceSet.of(bits);

        assertThat(set.has(1)).isTrue();
        assertThat(set.has(0)).isFalse();
        assertThat(set.has(10)).isFalse();
        assertThat(set.isEmpty()).isFalse();
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.end()).isEqualTo(10);
        assertThat(PieceSet.none().isEmpty()).isTrue();
        assertThat(PieceSet.none().size()).isZero();
        assertThat(PieceSet.none().end()).isZero();
        assertThat(PieceSet.all(9).size()).isEqualTo(9);
    }

    @Test
    void aSetDoesNotChange() {
        BitSet bits = new BitSet();
        bits.set(1);
        PieceSet set = PieceSet.of(bits);

        bits.set(2);
        assertThat(set).hasToString("02");
        assertThat(set.toBits()).isEqualTo(BitSet.valueOf(new byte[] {2}));
        set.toBits().set(2);
        assertThat(set).hasToString("02");
    }

    @Test
    void setsOfTheSamePiecesAreEqual() {
        assertThat(PieceSet.all(3))
                .isEqualTo(PieceSet.of(PieceSet.all(3).toBits()))
                .hasSameHashCodeAs(PieceSet.of(PieceSet.all(3).toBits()))
                .isNotEqualTo(PieceSet.all(4))
                .isNotEqualTo("07")
                .doesNotHaveSameHashCodeAs(PieceSet.all(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0x", "zz", "01 2", "٠١"})
    void refusesWhatIsNoSet(String text) {
        assertThatThrownBy(() -> PieceSet.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesASetOfTooManyPieces() {
        assertThatThrownBy(() -> PieceSet.parse("00".repeat(PieceSet.MAX_TEXT / 2 + 1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void comparesEachPieceWithItsOwnHash() {
        byte[] hashes = new byte[2 * PieceList.HASH_BYTES];
        System.arraycopy(LIST.bytes(), 0, hashes, PieceList.HASH_BYTES, PieceList.HASH_BYTES);
        PieceList list = PieceList.of(hashes);

        assertThat(list.count()).isEqualTo(2);
        assertThat(list.matches(0, LIST.bytes())).isFalse();
        assertThat(list.matches(1, LIST.bytes())).isTrue();
        assertThat(list.hash()).isEqualTo(Sha256.of(hashes));
        assertThatThrownBy(() -> PieceList.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PieceList.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aListDoesNotChange() {
        byte[] hashes = LIST.bytes();
        PieceList list = PieceList.of(hashes);

        hashes[0]++;
        list.toBytes()[1]++;
        assertThat(list.toBytes()).isEqualTo(LIST.bytes());
    }

    @Test
    void listsOfTheSameHashesAreEqual() {
        PieceList list = PieceList.single(LIST);
        PieceList other = PieceList.single(Sha256.of(new byte[] {2}));

        assertThat(PieceList.of(LIST.bytes()))
                .isEqualTo(list)
                .hasSameHashCodeAs(list)
                .isNotEqualTo(other)
                .isNotEqualTo(LIST.bytes())
                .doesNotHaveSameHashCodeAs(other)
                .hasToString("1 pieces");
    }
}
