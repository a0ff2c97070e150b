package reliablep2p.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    private static void assertRefused(String text) {
        assertThatThrownBy(() -> FileName.parse(text))
                .as(text)
                .isInstanceOf(InvalidValueException.class)
                .message()
                .startsWith("a file name")
                .matches("\\p{Print}+");
        assertThatIllegalArgumentException().as(text).isThrownBy(() -> new FileName(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "melody.mp3", "two words.txt", "it's \"quoted\".txt", "a;b.sh", "$(rm -rf ~)", "-rf", "~", "#1",
                        "100%",
                "größe.txt", "日本語.txt", "ガ.txt", "\ud83c\udfb5.mp3", "עברית", "a..b", "Tar.tar.gz", "it`s", "a|b",
                        "COM",
                "COM10", "console", "nulls.txt", "comx", "lpt", "\u00e9"
            })
    void acceptsNamesOfEveryLanguage(String text) throws InvalidValueException {
        assertThat(FileName.parse(text).text()).isEqualTo(text);
        assertThat(new FileName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "../x",
                "a/b",
                "/",
                "/etc/passwd",
                "a\\b",
                "\\\\host\\share",
                "C:x",
                "C:",
                "a:stream",
                ".hidden",
                ".reliablep2p",
                "\0",
                "a\0b"
            })
    void refusesWhatIsMoreOrLessThanOneElementOfAPath(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "Con.txt",
                "nul.txt",
                "NUL",
                "aux.tar.gz",
                "PRN",
                "COM1",
                "com9.txt",
                "COM0",
                "LPT1",
                "LPT\u00b2",
                "COM\u00b9",
                "com\u00b3.x",
                "CONIN$",
                "conout$.txt",
                "nul .txt",
                "con .x.y"
            })
    void refusesTheDeviceNamesOfWindows(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a ", " a", " ", "a\u00a0", "\u3000a", "\u2003", "a..", "a .", "a\u2028", "\u00a0.x"})
    void refusesDotsAndSpacesAtTheEdges(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x01,
                0x07,
                0x08,
                0x09,
                0x0a,
                0x0d,
                0x1b,
                0x7f, // control characters
                0x80,
                0x85,
                0x9b,
                0x9d,
                0x9f, // more of them: C1
                0xad,
                0x61c,
                0x180e,
                0x200b,
                0x200c,
                0x200d,
                0x2060,
                0xfeff, // zero-width
                0x200e,
                0x200f,
                0x202a,
                0x202e,
                0x2066,
                0x2069, // bidirectional
                0x2028,
                0x2029, // ends of lines
                0x34f,
                0x115f,
                0x1160,
                0x17b4,
                0x17b5,
                0x180b,
                0x180d,
                0x180f,
                0x3164,
                0xfe00,
                0xfe0f,
                0xffa0,
                0xe0000,
                0xe0001,
                0xe0100,
                0xe01ef,
                0xe0fff, // invisible
                0xe000,
                0xf0000,
                0x10ffff,
                0xfdd0,
                0xffff,
                0x378, // private and unassigned
                0xd800,
                0xdfff // halves of surrogate pairs
            })
    void refusesCharactersThatAreNotSeen(int codePoint) {
        assertRefused("a" + Character.toString(codePoint) + "b");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x34e, 0x350, 0x115e, 0x1161, 0x17b3, 0x17b6, 0x180a, 0x1810, 0x3163, 0x3165, 0xfe10, 0xff9f, 0xffa1
            })
    void acceptsTheNeighboursOfCharactersThatAreNotSeen(int codePoint) throws InvalidValueException {
        String text = "a" + Character.toString(codePoint) + "b";
        assertThat(FileName.parse(text).text()).isEqualTo(text);
    }

    @Test
    void refusesADecomposedForm() {
        String composed = "caf\u00e9";
        assertThat(new FileName(composed).text()).isEqualTo(composed);
        assertRefused(Normalizer.normalize(composed, Normalizer.Form.NFD));
        assertRefused("\u212b"); // the angstrom sign, which is another character in normalization form C
        assertRefused("\u30ab\u3099");
    }

    @ParameterizedTest
    @CsvSource({"a,255", "é,127", "語,85", "\ud83c\udfb5,63"})
    void countsBytesNotCharacters(String character, int most) throws InvalidValueException {
        String longest = character.repeat(most);
        String padded = longest + "x".repeat(FileName.MAX_BYTES - longest.getBytes(UTF_8).length);
        assertThat(FileName.parse(padded).text().getBytes(UTF_8)).hasSize(FileName.MAX_BYTES);
        assertRefused(padded + "x");
        assertRefused(character.repeat(most + 1));
    }

    @Test
    void refusesAHugeTextQuickly() {
        assertRefused("x".repeat(10_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "A.txt,a.txt",
        "GRÖSSE,größe",
        "ẞ,ß",
        "Straße,STRASSE",
        "ΣΊΣΥΦΟΣ,σίσυφος",
        "σς,ΣΣ",
        "Ǆ,ǆ",
        "ǅ,ǆ",
        "Ⅷ,ⅷ",
        "𐐀,𐐨",
        "K,k"
    })
    void namesThatDifferOnlyInCaseFoldToTheSame(String one, String other) {
        assertThat(new FileName(one)).isNotEqualTo(new FileName(other));
        assertThat(new FileName(one).caseFolded()).isEqualTo(new FileName(other).caseFolded());
    }

    @Test
    void namesThatDifferInMoreThanCaseStayApart() {
        assertThat(new FileName("a.txt").caseFolded()).isNotEqualTo(new FileName("b.txt").caseFolded());
        assertThat(new FileName("e").caseFolded()).isNotEqualTo(new FileName("é").caseFolded());
    }

    @Test
    void foldsEveryCharacterLikeItsOtherCases() {
        for (int c = 'A'; c < 0x20000; c++) {
            // The Turkish dotted capital I folds to i with a dot above, as in Unicode's own table.
            if (c != 0x130) {
                for (int other :
                        new int[] {Character.toUpperCase(c), Character.toLowerCase(c), Character.toTitleCase(c)}) {
                    assertFoldsAlike(Character.toString(c), Character.toString(other));
                }
            }
        }
    }

    private static void assertFoldsAlike(String one, String other) {
        try {
            assertThat(FileName.parse(one).caseFolded())
                    .as(one)
                    .isEqualTo(FileName.parse(other).caseFolded());
        } catch (InvalidValueException e) {
            // One of them is no name, so they can't meet in a catalog.
        }
    }

    @Test
    void sortsAsAPersonWould() {
        FileName second = new FileName("track 2");
        FileName tenth = new FileName("Track 10");
        assertThat(Stream.of(tenth, second).sorted()).containsExactly(second, tenth);
    }

    @Test
    void isOneElementOfAPath() {
        Path folder = Path.of("folder");
        Path inside = folder.resolve(new FileName("a b;c.txt").text());
        assertThat(inside.getParent()).isEqualTo(folder);
        assertThat(inside.normalize()).isEqualTo(inside);
    }
}
