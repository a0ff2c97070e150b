package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.TrustedFile;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class TransferProgressTest {
    private static final long MILLI = 1_000_000;
    private static final TrustedFile BIG = Sample.file("big.bin", 100L * 1024 * 1024);

    private final RecordingScreen screen = new RecordingScreen(100);
    private long now;
    private final TransferProgress progress = new TransferProgress(screen, () -> now);

    @Test
    void showsNothingInTheFirstHalfSecond() {
        progress.asking(BIG, Sample.OTHER, 1);
        now = 499 * MILLI;
        progress.draw();
        assertThat(screen.progress()).isEmpty();
    }

    @Test
    void showsWhoIsAskedUntilBytesCome() {
        progress.asking(BIG, Sample.OTHER, 3);
        now = 500 * MILLI;
        progress.draw();
        assertThat(screen.progress()).containsExactly(List.of("big.bin: asking 127.0.0.1:9002 (peer 3)"));
    }

    @Test
    void showsBytesRateAndTimeLeft() {
        progress.asking(BIG, Sample.OTHER, 1);
        progress.received(BIG, Sample.OTHER, 10L * 1024 * 1024);
        now = 1000 * MILLI;
        progress.draw();
        progress.received(BIG, Sample.OTHER, 30L * 1024 * 1024);
        now = 2000 * MILLI;
        progress.draw();
        assertThat(screen.progress())
                .containsExactly(
                        List.of("big.bin  10% [##------------------]  10.0 MiB of 100.0 MiB"),
                        List.of("big.bin  30% [######--------------]  30.0 MiB of 100.0 MiB  20.0 MiB/s  0:04 left"));
    }

    @Test
    void beginsAgainWithTheNextSource() {
        progress.received(BIG, Sample.OTHER, 50L * 1024 * 1024);
        now = 1000 * MILLI;
        progress.draw();
        progress.received(BIG, Sample.DATABASE, 1024 * 1024);
        now = 1100 * MILLI;
        progress.draw();
        assertThat(screen.progress().get(1))
                .containsExactly("big.bin   1% [--------------------]  1.0 MiB of 100.0 MiB");
    }

    @Test
    void removesItsLinesAndDrawsNoMore() {
        progress.asking(BIG, Sample.OTHER, 1);
        progress.close();
        now = 1000 * MILLI;
        progress.draw();
        assertThat(screen.progress()).containsExactly(List.of());
    }

    @Test
    void fitsEveryWidth() {
        TrustedFile wide = Sample.file("日本語日本語日本語日本語.mp3", Long.MAX_VALUE);
        for (int width = 1; width <= 120; width++) {
            assertThat(DisplayWidth.of(ProgressLine.receiving(wide, Long.MAX_VALUE / 3, 1e9, width)))
                    .isLessThanOrEqualTo(width);
            assertThat(DisplayWidth.of(ProgressLine.asking(wide, Sample.OTHER, 100, width)))
                    .isLessThanOrEqualTo(width);
        }
    }

    @Test
    void keepsNameAndShareWhereThereIsLittleRoom() {
        assertThat(ProgressLine.receiving(BIG, 30L * 1024 * 1024, 20L * 1024 * 1024, 20))
                .isEqualTo("big.bin  30%");
        assertThat(ProgressLine.receiving(BIG, 30L * 1024 * 1024, 20L * 1024 * 1024, 40))
                .isEqualTo("big.bin  30%  20.0 MiB/s  0:04 left");
    }
}
