package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {
    @Test
    void countsWideCharactersTwiceAndCombiningOnesNot() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("日本")).isEqualTo(4);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("\uD83C\uDFB5")).isEqualTo(2);
    }

    @Test
    void leavesWhatFits() {
        assertThat(DisplayWidth.shorten("abc", 3)).isEqualTo("abc");
        assertThat(DisplayWidth.shortenMiddle("abc", 3)).isEqualTo("abc");
    }

    @Test
    void keepsTheEndOfANameWhenItShortensTheMiddle() {
        assertThat(DisplayWidth.shortenMiddle("a-very-long-name.java", 13)).isEqualTo("a-very…e.java");
    }

    @Test
    void neverExceedsTheWidthAndNeverSplitsACharacter() {
        String wide = "日本語\uD83C\uDFB5ab日本語";
        for (int width = 0; width <= DisplayWidth.of(wide); width++) {
            String shorter = DisplayWidth.shortenMiddle(wide, width);
            assertThat(DisplayWidth.of(shorter)).isLessThanOrEqualTo(width);
            assertThat(DisplayWidth.of(DisplayWidth.shorten(wide, width))).isLessThanOrEqualTo(width);
            assertThat(shorter.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }
    }
}
