package reliablep2p.node.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** When a file is tried again that nobody could give. */
class AttemptsTest {
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.txt"), 1, new Sha256("a".repeat(64)));
    private static final PeerId ONE = new PeerId("1".repeat(64));
    private static final PeerId TWO = new PeerId("2".repeat(64));

    private long now = 5;
    private final Attempts attempts = new Attempts(() -> now);

    private void isDueAfter(Duration delay) {
        now += delay.toNanos() - 1;
        assertThat(attempts.isDue(FILE)).isFalse();
        now++;
        assertThat(attempts.isDue(FILE)).isTrue();
    }

    @Test
    void waitsLongerEachTimeButNeverLongerThanAMinute() {
        assertThat(attempts.isDue(FILE)).isTrue();
        for (int seconds : List.of(2, 4, 8, 16, 32, 60, 60)) {
            attempts.failed(FILE);
            isDueAfter(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void isDueAtOnceWhenAMemberComes() {
        attempts.present(Set.of(ONE));
        attempts.failed(FILE);
        attempts.present(Set.of(ONE, TWO));
        assertThat(attempts.isDue(FILE)).isTrue();
    }

    @Test
    void isNotDueWhenAMemberLeavesOrNothingChanges() {
        attempts.present(Set.of(ONE, TWO));
        attempts.failed(FILE);
        attempts.present(Set.of(ONE, TWO));
        attempts.present(Set.of(ONE));
        attempts.present(Set.of());
        assertThat(attempts.isDue(FILE)).isFalse();
    }

    @Test
    void isDueWhenAMemberComesBack() {
        attempts.present(Set.of(ONE));
        attempts.present(Set.of());
        attempts.failed(FILE);
        attempts.present(Set.of(ONE));
        assertThat(attempts.isDue(FILE)).isTrue();
    }

    @Test
    void forgetsWhatDoesNotWaitAnyMore() {
        attempts.failed(FILE);
        attempts.keepOnly(List.of());
        assertThat(attempts.isDue(FILE)).isTrue();
    }
}
