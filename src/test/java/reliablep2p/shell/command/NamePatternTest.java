package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reliablep2p.model.FileName;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*.mp3, melody.mp3, true",
        "*.MP3, Melody.mp3, true",
        "*.mp3, melody.mp4, false",
        "melody.mp3, melody.mp3, true",
        "melody, melody.mp3, false",
        "m?lody*, melody.mp3, true",
        "??, ab, true",
        "?, ab, false",
        "*, a, true",
        "'', a, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "**a, ba, true",
        "a.c, abc, false",
        "[a], a, false",
        "É*, école, true",
        "?, 🎵, true"
    })
    void matchesStarsAndQuestionMarksWhateverTheCase(String pattern, String name, boolean expected) {
        assertThat(new NamePattern(pattern).test(new FileName(name))).isEqualTo(expected);
    }

    @Test
    void isQuickWithManyStars() {
        NamePattern pattern = new NamePattern("*a".repeat(1000) + "b");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(pattern.test(new FileName("a".repeat(255)))).isFalse());
    }
}
