package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Names from outside: what is taken is one element of a path and nothing that a terminal acts upon. */
class FileNameFuzz {
    private static final Path FOLDER = Path.of("/folder");

    static Stream<byte[]> names() {
        return Stream.of(
                        "melody.mp3",
                        "..",
                        "a/b",
                        "a\\b",
                        "C:x",
                        "nul.txt",
                        "COM\u00b9",
                        "e\u0301",
                        "\u202egnp.exe",
                        "a ",
                        ".a",
                        "\ud83d\ude00")
                .map(name -> name.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("names")
    @FuzzTest(maxDuration = "1m")
    void takesOnlyHarmlessNames(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        FileName name;
        try {
            name = FileName.parse(text);
        } catch (InvalidValueException refused) {
            return;
        }
        Path path = FOLDER.resolve(name.text());
        assertThat(path.normalize()).isEqualTo(path);
        assertThat(path.getParent()).isEqualTo(FOLDER);
        assertThat(name.text()).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
        assertThat(name.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, FileName.MAX_BYTES);
        assertThat(name.text().codePoints()).noneMatch(Character::isISOControl);
        assertThat(name.text().codePoints())
                .noneMatch(codePoint -> Character.getType(codePoint) == Character.FORMAT
                        || Character.getType(codePoint) == Character.SURROGATE);
        String folded = name.caseFolded();
        assertThat(folded.toLowerCase(Locale.ROOT))
                .as("folded once and for all")
                .isEqualTo(folded);
    }
}
