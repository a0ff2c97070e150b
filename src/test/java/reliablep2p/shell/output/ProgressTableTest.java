package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PieceSet;
import reliablep2p.model.TrustedFile;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ProgressRow.Receiving;
import reliablep2p.shell.output.ProgressRow.Waiting;

class ProgressTableTest {
    private static final long MIB = 1 << 20;
    private static final TrustedFile BIG = Sample.file("big.bin", 2048 * MIB);
    private static final TrustedFile WIDE = Sample.file("日本語日本語日本語日本語.mp3", Long.MAX_VALUE);
    private static final String SOURCE = "127.0.0.1:9001";
    private static final List<ProgressRow> ROWS = List.of(
            receiving(BIG, 614 * MIB, 20.0 * MIB),
            receiving(WIDE, Long.MAX_VALUE / 3, 1e9),
            new Waiting(Sample.MELODY, "asking 127.0.0.1:9002"));

    private static List<String> lines(int width) {
        return ProgressTable.lines(ROWS, true, 28, width);
    }

    @Test
    void alignsAllThereIsWhereThereIsRoom() {
        assertThat(lines(200))
                .containsExactly(
                        "big.bin                       29% [#####---------------]   614.0 MiB of 2.0 GiB     20.0 MiB/s   1:12 left  from 127.0.0.1:9001",
                        "日本語日本語日本語日本語.mp3  33% [######--------------]     2.7 EiB of 8.0 EiB    953.7 MiB/s              from 127.0.0.1:9001",
                        "melody.mp3                    asking 127.0.0.1:9002");
    }

    @Test
    void showsBarsOfSeveralInEightyColumns() {
        assertThat(lines(80))
                .containsExactly(
                        "big.bin        29% [##--------]   614.0 MiB    20.0 MiB/s   1:12  127.0.0.1:9001",
                        "日本語…語.mp3  33% [###-------]     2.7 EiB   953.7 MiB/s         127.0.0.1:9001",
                        "melody.mp3     asking 127.0.0.1:9002");
    }

    @Test
    void showsTheSizeOfOneInEightyColumns() {
        assertThat(ProgressTable.lines(ROWS.subList(0, 1), false, 7, 80))
                .containsExactly("big.bin  29%   614.0 MiB of 2.0 GiB     20.0 MiB/s   1:12  127.0.0.1:9001");
    }

    @Test
    void showsThePiecesOfOneWhereTheyArrive() {
        BitSet here = new BitSet();
        here.set(0, 32);
        here.set(48);
        Receiving row = new Receiving(
                BIG, 614 * MIB, 1, List.of(new ProgressRow.Source(SOURCE, 100, 1)), PieceSet.of(here), 64);

        assertThat(ProgressTable.lines(List.of(row), false, 7, 80).get(1))
                .isEqualTo("  [" + "#".repeat(32) + "-".repeat(16) + "#" + "-".repeat(15) + "]");
        assertThat(ProgressTable.lines(List.of(row), false, 7, 20).get(1)).hasSize(20);
    }

    @Test
    void keepsNameAndShareInTwentyColumns() {
        assertThat(lines(20)).containsExactly("big.bin          29%", "日本語日…語.mp3  33%", "melody.mp3       as…");
    }

    @Test
    void fitsEveryWidth() {
        for (int width = 1; width <= 220; width++) {
            assertThat(lines(width)).hasSize(3);
            for (String line : lines(width)) {
                assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void keepsItsColumnsWhileNumbersGrow() {
        for (long received = 1; received <= 2048 * MIB; received += 7 * MIB) {
            List<ProgressRow> row = List.of(receiving(BIG, received, received / 3.0));
            assertThat(ProgressTable.lines(row, true, 7, 120).get(0).indexOf(" from "))
                    .isEqualTo(86);
        }
    }

    @Test
    void fillsTheBarWhereThePiecesArrive() {
        BitSet here = new BitSet();
        here.set(0, 10);
        here.set(95);
        Receiving row =
                new Receiving(BIG, 100, 1, List.of(new ProgressRow.Source(SOURCE, 100, 1)), PieceSet.of(here), 100);
        assertThat(ProgressTable.lines(List.of(row), false, 8, 120).get(0)).contains("[##-----------------+]");
    }

    @Test
    void showsASourceALineWhereThereAreSeveral() {
        List<ProgressRow.Source> sources = List.of(
                new ProgressRow.Source("127.0.0.1:9001", 3 * MIB, 2 * MIB),
                new ProgressRow.Source("127.0.0.1:9002", MIB, 0));
        Receiving row = new Receiving(BIG, 4 * MIB, 2 * MIB, sources, PieceSet.none(), 0);
        assertThat(ProgressTable.sources(row, 80))
                .containsExactly(
                        "     2.0 MiB/s     3.0 MiB  from 127.0.0.1:9001",
                        "             -     1.0 MiB  from 127.0.0.1:9002");
        assertThat(ProgressTable.sources((Receiving) receiving(BIG, 1, 1), 80)).isEmpty();
    }

    private static ProgressRow receiving(TrustedFile file, long received, double rate) {
        return new Receiving(
                file, received, rate, List.of(new ProgressRow.Source(SOURCE, received, rate)), PieceSet.none(), 0);
    }
}
