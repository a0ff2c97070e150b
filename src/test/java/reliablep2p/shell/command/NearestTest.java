package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("connect", "get", "list", "hangman.java", "melody.mp3");

    @ParameterizedTest
    @CsvSource({
        "conect, connect",
        "cnonect, connect",
        "CONNECT, connect",
        "gte, get",
        "lst, list",
        "hangmn.java, hangman.java",
        "hangman.jav, hangman.java",
        "melodie.mp3, melody.mp3"
    })
    void findsWhatIsAFewTypingErrorsAway(String typed, String meant) {
        assertThat(Nearest.to(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../etc/passwd", "hangman"})
    void findsNothingNearOtherWords(String typed) {
        assertThat(Nearest.to(typed, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 100_000})
    void doesNotCompareEndlessWords(int length) {
        assertThat(Nearest.to("a".repeat(length), List.of("a".repeat(length)))).isEmpty();
    }
}
