package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "3456, 3.4 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "3879731, 3.7 MiB",
        "9223372036854775807, 8.0 EiB"
    })
    void namesSizesInTheLargestFittingUnit(long bytes, String expected) {
        assertThat(Quantities.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"40, 0.04 s", "9994, 9.99 s", "9996, 10.0 s", "59940, 59.9 s", "59960, 59 s", "200000, 3 min 20 s"})
    void namesShortTimesExactly(long millis, String expected) {
        assertThat(Quantities.time(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, 5 s", "3600, 1 h 0 min", "90061, 1 d 1 h"})
    void namesLongTimesInTwoUnits(long seconds, String expected) {
        assertThat(Quantities.longTime(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void countsOneThingWithoutAnS() {
        assertThat(Quantities.count(1, "peer")).isEqualTo("1 peer");
        assertThat(Quantities.count(0, "peer")).isEqualTo("0 peers");
    }
}
