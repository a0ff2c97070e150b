package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
    @ParameterizedTest
    @CsvSource({
        ", xterm, false",
        "'', xterm, false",
        "1, xterm, true",
        ", dumb, true",
        ", , false",
    })
    void isPlainForNoColorAndDumbTerminals(String noColor, String term, boolean plain) {
        assertThat(Surroundings.isPlain(noColor, term)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, false, true",
        "true, true, true, false",
        "false, true, false, false",
        "true, false, false, false",
    })
    void stylesOnlyWhatATerminalShows(boolean output, boolean error, boolean plain, boolean styled) {
        assertThat(new Surroundings(true, output, error, plain).style().enabled())
                .isEqualTo(styled);
    }
}
