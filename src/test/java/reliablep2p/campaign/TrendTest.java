package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void risesAsTheFiguresDo() {
        assertThat(Trend.rise(List.of(100L, 110L, 120L, 130L))).isCloseTo(30, within(1e-9));
        assertThat(Trend.rise(List.of(130L, 100L))).isCloseTo(-30, within(1e-9));
        assertThat(Trend.rise(List.of(7L, 7L, 7L))).isZero();
    }

    @Test
    void isLittleMovedByOneThatIsOut() {
        assertThat(Trend.rise(List.of(100L, 100L, 200L, 100L, 100L))).isCloseTo(0, within(1e-9));
        assertThat(Trend.rise(List.of(100L, 200L, 120L, 230L, 140L))).isBetween(30.0, 60.0);
    }

    @Test
    void needsTwo() {
        assertThatThrownBy(() -> Trend.rise(List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
