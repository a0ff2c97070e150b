package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.TrustedFile;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class TotalProgressTest {
    private static final long MILLI = 1_000_000;
    private static final long MIB = 1 << 20;
    private static final TrustedFile A = Sample.file("a.bin", 100 * MIB);
    private static final TrustedFile B = Sample.file("b.bin", 60 * MIB);
    private static final TrustedFile C = Sample.file("c.bin", 40 * MIB);

    private final RecordingScreen screen = new RecordingScreen(80);
    private long now;
    private final TotalProgress one = new TotalProgress(screen, () -> now, List.of());
    private final TotalProgress several = new TotalProgress(screen, () -> now, List.of(A, B, C));

    private List<String> drawn(TotalProgress progress, long millis) {
        now = millis * MILLI;
        progress.draw();
        List<List<String>> all = screen.progress();
        return all.get(all.size() - 1);
    }

    @Test
    void showsNothingInTheFirstHalfSecond() {
        several.begin(A, false).asking(A, Sample.OTHER, 1);
        now = 499 * MILLI;
        several.draw();
        assertThat(screen.progress()).isEmpty();
    }

    @Test
    void showsOneFileWithoutATotal() {
        one.begin().asking(A, Sample.OTHER, 3);
        assertThat(drawn(one, 500)).containsExactly("a.bin  asking 127.0.0.1:9002 (peer 3)");
    }

    @Test
    void showsEachThatRunsAndAllTogether() {
        TransferProgress a = several.begin(A, false);
        TransferProgress b = several.begin(B, false);
        a.received(A, Sample.OTHER, MIB);
        b.asking(B, Sample.DATABASE, 1);
        drawn(several, 1000);
        a.received(A, Sample.OTHER, 21 * MIB);
        assertThat(drawn(several, 2000))
                .containsExactly(
                        "a.bin  21% [##--------]    21.0 MiB    20.0 MiB/s   0:04  127.0.0.1:9002",
                        "b.bin  asking 127.0.0.1:9000", "0 of 3 files, 21.0 of 200.0 MiB (10%), 20.0 MiB/s, 0:09 left");
    }

    @Test
    void keepsWhatHasEndedInTheTotal() {
        TransferProgress a = several.begin(A, false);
        several.begin(B, false);
        a.received(A, Sample.OTHER, 50 * MIB);
        drawn(several, 1000);
        a.received(A, Sample.OTHER, 100 * MIB);
        several.end(a, A, true);
        assertThat(drawn(several, 2000))
                .containsExactly(
                        "b.bin  waiting for its turn", "1 of 3 files, 100.0 of 200.0 MiB (50%), 50.0 MiB/s, 0:02 left");
    }

    @Test
    void waitsForNoByteOfWhatFailed() {
        TransferProgress a = several.begin(A, false);
        TransferProgress b = several.begin(B, false);
        a.received(A, Sample.OTHER, MIB);
        b.received(B, Sample.OTHER, MIB);
        drawn(several, 1000);
        b.received(B, Sample.OTHER, 21 * MIB);
        several.end(a, A, false);
        assertThat(drawn(several, 2000).get(1))
                .isEqualTo("0 of 3 files, 1 failed, 21.0 of 200.0 MiB (10%), 20.0 MiB/s, 0:04 left");
    }

    @Test
    void fitsTheTotalIntoEveryWidth() {
        TotalLine total = new TotalLine(12, 3, 0, 1200 * MIB, 3500 * MIB, 2300 * MIB, 85.0 * MIB);
        assertThat(total.text(80)).isEqualTo("3 of 12 files, 1.2 of 3.4 GiB (34%), 85.0 MiB/s, 0:28 left");
        assertThat(total.text(40)).isEqualTo("3 of 12 files, 1.2 of 3.4 GiB, 0:28 left");
        assertThat(total.text(20)).isEqualTo("3 of 12, 0:28 left");
        for (int width = 1; width < 80; width++) {
            assertThat(total.text(width))
                    .hasSizeLessThanOrEqualTo(width)
                    .startsWith("3 of 12".substring(0, Math.min(width - 1, 7)));
        }
    }

    @Test
    void survivesSizesThatHaveNoSum() {
        TrustedFile huge = Sample.file("huge", Long.MAX_VALUE);
        TotalProgress progress = new TotalProgress(screen, () -> now, List.of(huge, huge));
        assertThat(drawn(progress, 1000)).containsExactly("0 of 2 files, 0.0 of 8.0 EiB (0%)");
    }

    @Test
    void removesItsLinesAndDrawsNoMore() {
        several.begin(A, false);
        several.close();
        assertThat(drawn(several, 1000)).isEmpty();
        assertThat(screen.progress()).hasSize(1);
    }
}
