package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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
            new Receiving(BIG, 614 * MIB, 20.0 * MIB, SOURCE),
            new Receiving(WIDE, Long.MAX_VALUE / 3, 1e9, SOURCE),
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
            List<ProgressRow> row = List.of(new Receiving(BIG, received, received / 3.0, SOURCE));
            assertThat(ProgressTable.lines(row, true, 7, 120).get(0).indexOf(" from "))
                    .isEqualTo(86);
        }
    }
}
