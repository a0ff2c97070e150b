package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.shell.output.ExitCode;

class WordsTest {
    @Test
    void splitsAtBlanksAndSemicolons() throws Exception {
        assertThat(Words.split("  connect;get  a\tb ;; list;"))
                .containsExactly(List.of("connect"), List.of("get", "a", "b"), List.of("list"));
    }

    @Test
    void takesAnEndOfLineAsASemicolon() throws Exception {
        assertThat(Words.split("connect\r\nlist")).containsExactly(List.of("connect"), List.of("list"));
    }

    @Test
    void keepsBlanksAndSemicolonsBetweenQuotes() throws Exception {
        assertThat(Words.split("get 'a; b' \"c;  d\" e' 'f")).containsExactly(List.of("get", "a; b", "c;  d", "e f"));
    }

    @Test
    void takesWhatFollowsABackslashAsItIs() throws Exception {
        assertThat(Words.split("get a\\ b \\'c\\; \\\\ \"d\\\"\\\\e\\f\" 'g\\h'"))
                .containsExactly(List.of("get", "a b", "'c;", "\\", "d\"\\e\\f", "g\\h"));
    }

    @Test
    void keepsAnEmptyWordBetweenQuotes() throws Exception {
        assertThat(Words.split("get '' \"\"")).containsExactly(List.of("get", "", ""));
    }

    @Test
    void findsNothingInABlankLine() throws Exception {
        assertThat(Words.split(" \t ; ;")).isEmpty();
        assertThat(Words.split("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get 'a", "get \"a\\\"", "get \\", "get \u0000", "\u001b[A", "get '\u0007'", "a\\\u0000"})
    void refusesOpenQuotesAndControlCharacters(String line) {
        assertThatThrownBy(() -> Words.split(line))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void takesWhatFollowsANumberSignForAComment() throws Exception {
        assertThat(Words.split("# all; of it")).isEmpty();
        assertThat(Words.split("list; # the rest\nget #1 a#b"))
                .containsExactly(List.of("list"), List.of("get", "#1", "a#b"));
    }

    @Test
    void tellsWhatIsBeingTyped() {
        assertThat(Words.unfinished("")).isEqualTo(new Words.Unfinished(List.of(), "", 0, Words.NO_QUOTE));
        assertThat(Words.unfinished("list; get a b"))
                .isEqualTo(new Words.Unfinished(List.of("get", "a"), "b", 12, Words.NO_QUOTE));
        assertThat(Words.unfinished("get a "))
                .isEqualTo(new Words.Unfinished(List.of("get", "a"), "", 6, Words.NO_QUOTE));
        assertThat(Words.unfinished("get 'a b")).isEqualTo(new Words.Unfinished(List.of("get"), "a b", 4, '\''));
        assertThat(Words.unfinished("get \"a\\\"b")).isEqualTo(new Words.Unfinished(List.of("get"), "a\"b", 4, '"'));
        assertThat(Words.unfinished("get a\\ b\\"))
                .isEqualTo(new Words.Unfinished(List.of("get"), "a b", 4, Words.NO_QUOTE));
        assertThat(Words.unfinished("get 'a'\u0001"))
                .isEqualTo(new Words.Unfinished(List.of("get"), "a", 4, Words.NO_QUOTE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "with space",
                "it's",
                "\"both\" 'kinds'",
                "back\\slash",
                "a;b",
                "#first",
                "日本 語.txt",
                "é",
                "",
                "'",
                "\\"
            })
    void quotesSoThatTheWordIsReadBack(String word) throws Exception {
        for (char quote : new char[] {Words.NO_QUOTE, '\'', '"'}) {
            assertThat(Words.split("get " + Words.quoted(word, quote, true))).containsExactly(List.of("get", word));
            Words.Unfinished typed = Words.unfinished("get " + Words.quoted(word, quote, false));
            assertThat(typed.word()).isEqualTo(word);
        }
    }
}
