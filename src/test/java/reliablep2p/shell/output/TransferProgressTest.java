package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reliablep2p.model.TrustedFile;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ProgressRow.Receiving;
import reliablep2p.shell.output.ProgressRow.Waiting;

class TransferProgressTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MIB = 1 << 20;
    private static final TrustedFile BIG = Sample.file("big.bin", 100 * MIB);

    private final TransferProgress progress = new TransferProgress(BIG, false);

    private Receiving receiving(long now) {
        return (Receiving) progress.row(now).orElseThrow();
    }

    @Test
    void knowsNothingOfAFileThatIsToBeFoundOut() {
        assertThat(new TransferProgress().row(0)).isEmpty();
    }

    @Test
    void saysWhatItWaitsFor() {
        assertThat(progress.row(0)).hasValue(new Waiting(BIG, "waiting for its turn"));
        assertThat(new TransferProgress(BIG, true).row(0)).hasValue(new Waiting(BIG, "checking what is here"));
        progress.asking(BIG, Sample.OTHER, 1);
        assertThat(progress.row(0)).hasValue(new Waiting(BIG, "asking 127.0.0.1:9002"));
        progress.asking(BIG, Sample.DATABASE, 2);
        assertThat(progress.row(0)).hasValue(new Waiting(BIG, "asking 127.0.0.1:9000 (peer 2)"));
    }

    @Test
    void measuresTheLastSeconds() {
        progress.asking(BIG, Sample.OTHER, 1);
        for (int second = 1; second <= 10; second++) {
            progress.received(BIG, Sample.OTHER, second * MIB);
            receiving(second * SECOND);
        }
        progress.received(BIG, Sample.OTHER, 60 * MIB);
        assertThat(receiving(11 * SECOND).rate()).isEqualTo(53.0 * MIB / 4);
    }

    @Test
    void countsNoBytesThatWereHereBefore() {
        progress.asking(BIG, Sample.OTHER, 1);
        progress.resumed(BIG, 60 * MIB);
        progress.received(BIG, Sample.OTHER, 60 * MIB);
        assertThat(receiving(0).received()).isEqualTo(60 * MIB);
        progress.received(BIG, Sample.OTHER, 62 * MIB);
        assertThat(receiving(SECOND).rate()).isEqualTo(2.0 * MIB);
        assertThat(progress.moved()).isEqualTo(2 * MIB);
        assertThat(progress.received()).isEqualTo(62 * MIB);
    }

    @Test
    void countsASmallFileThatComesAtOnce() {
        progress.received(BIG, Sample.OTHER, 0);
        progress.received(BIG, Sample.OTHER, 4096);
        assertThat(progress.moved()).isEqualTo(4096);
    }

    @Test
    void tellsWhatEachSourceSends() {
        progress.received(BIG, Sample.OTHER, MIB);
        progress.received(BIG, Sample.DATABASE, 4 * MIB);
        receiving(0);
        progress.received(BIG, Sample.DATABASE, 6 * MIB);
        progress.received(BIG, Sample.OTHER, 5 * MIB);
        assertThat(receiving(SECOND).sources())
                .containsExactly(
                        new ProgressRow.Source("127.0.0.1:9002", MIB, 0),
                        new ProgressRow.Source("127.0.0.1:9000", 5 * MIB, 2.0 * MIB));
        assertThat(receiving(SECOND).source()).isEqualTo("127.0.0.1:9000");
        assertThat(progress.moved()).isEqualTo(6 * MIB);
    }
}
