package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaksBetweenWords() {
        assertThat(Wrapping.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(Wrapping.wrap("one two", 7)).containsExactly("one two");
        assertThat(Wrapping.wrap("", 7)).containsExactly("");
    }

    @Test
    void breaksWordsThatAreLongerThanALine() {
        assertThat(Wrapping.wrap("a 0123456789 b", 4)).containsExactly("a", "0123", "4567", "89 b");
    }

    @Test
    void keepsCharactersWhole() {
        assertThat(Wrapping.wrap("日本語", 5)).containsExactly("日本", "語");
        assertThat(Wrapping.wrap("ae\u0301bc", 2)).containsExactly("ae\u0301", "bc");
        assertThat(Wrapping.wrap("日本", 1)).containsExactly("日", "本");
    }

    @Test
    void keepsTheBlanksInsideWordsThatAreGivenAsSuch() {
        assertThat(Wrapping.wrap(List.of("a b,", "c d"), 6)).containsExactly("a b,", "c d");
    }
}
