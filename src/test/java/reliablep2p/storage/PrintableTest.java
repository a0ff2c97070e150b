package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from the disk, which may hold anything. */
class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a b~!", "größe 日本 ٣", "\ud835\udc9c"})
    void leavesLettersDigitsAndAsciiAsTheyAre(String name) {
        assertThat(Printable.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"0, \\u{0}", "27, \\u{1B}", "31, \\u{1F}", "127, \\u{7F}", "155, \\u{9B}", "8238, \\u{202E}"})
    void showsWhatATerminalWouldObey(int codePoint, String shown) {
        assertThat(Printable.of("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void isShortenedWithoutCuttingACharacterInTwo() {
        assertThat(Printable.of("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(Printable.of("x".repeat(121))).isEqualTo("x".repeat(120) + "…");
        String letter = "\ud835\udc9c";
        assertThat(Printable.of("x".repeat(119) + letter)).isEqualTo("x".repeat(119) + "…");
        assertThat(Printable.of("x".repeat(118) + letter + "x")).isEqualTo("x".repeat(118) + letter + "…");
    }
}
