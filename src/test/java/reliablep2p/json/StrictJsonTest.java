package reliablep2p.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as no JSON at all (RFC 8259), or as JSON that two readers may understand differently. */
class StrictJsonTest {
    private static JsonObject parse(String text) throws JsonException {
        return JsonObject.parse(text.getBytes(UTF_8), 8);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isExactlyInstanceOf(JsonException.class)
                .hasNoCause()
                .message()
                .doesNotContain("QUOTED")
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "[{}]", "true", "1", "\"QUOTED\"", "\0", "QUOTED", "<html>", ")]}'\n{}"})
    void refusesWhatIsNoObject(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}}",
                "{}{}",
                "{} QUOTED",
                "{},",
                "{}\0",
                "{} // QUOTED",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\"=1}",
                "{\"a\"=>1}",
                "{\"a\":1;\"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'QUOTED'}",
                "{\"a\":QUOTED}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1,,2]}",
                "{\"a\":[1 2]}",
                "{\"a\":[}",
                "{\"a\":]}",
                "{\"a\":[1}}",
                "{/* QUOTED */}",
                "{\"a\":1 # QUOTED\n}",
                "{1:2}",
                "{null:1}"
            })
    void refusesBadStructure(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "1.",
                ".5",
                "-.5",
                "+1",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "-",
                "--1",
                "NaN",
                "Infinity",
                "-Infinity",
                "True",
                "TRUE",
                "Null",
                "nul",
                "truefalse",
                "1a",
                "\u0663"
            })
    void refusesBadLiterals(String literal) {
        assertRefused("{\"a\":" + literal + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\t",
                "\0",
                "\u001b",
                "\\x",
                "\\'",
                "\\u12",
                "\\u12g4",
                "\\U0041",
                "\\",
                "\\\n",
                "\\ud800",
                "\\udc00",
                "\\ud800\\ud800",
                "\\udc00\\ud800",
                "\\ud83cx\\udfb5"
            })
    void refusesBadStrings(String content) {
        assertRefused("{\"a\":\"" + content + "\"}");
        assertRefused("{\"" + content + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efbbbf7b7d", // a byte order mark before {}
                "feff007b007d", // UTF-16
                "7b2261223a22c0af227d", // an overlong slash
                "7b2261223a22e080af227d", // another
                "7b2261223a22eda080227d", // a surrogate
                "7b2261223a22f4908080227d", // beyond U+10FFFF
                "7b2261223a22ff227d",
                "7b2261223a22c3227d", // the half of a character
                "7b2261223a22", // ... and the end
                "7b2261223a2280227d"
            })
    void refusesBadUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> JsonObject.parse(bytes, 8)).isExactlyInstanceOf(JsonException.class);
        assertRefused("\ufeff{}");
    }

    @Test
    void readsEveryEscapeAndPlane() throws JsonException {
        assertThat(parse("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83C\\uDFB5\ud83c\udfb5\u007f\"}")
                        .string("a"))
                .isEqualTo("\"\\/\b\f\n\r\té\ud83c\udfb5\ud83c\udfb5\u007f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":null,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":{\"a\":[],\"a\":[]}}"
            })
    void refusesAKeyGivenTwice(String text) {
        assertRefused(text);
    }

    @Test
    void allowsTheSameKeyInDifferentObjects() {
        assertThatCode(() -> parse(" {\"a\":{\"a\":[{\"a\":1},{\"a\":2}]}}\r\n\t "))
                .doesNotThrowAnyException();
    }

    @Test
    void countsTheNestingOfObjectsAndArrays() throws JsonException {
        byte[] three = "{\"a\":[{}]}".getBytes(UTF_8);
        assertThat(JsonObject.parse(three, 3).has("a")).isTrue();
        assertThatThrownBy(() -> JsonObject.parse(three, 2)).isExactlyInstanceOf(JsonException.class);
        assertRefused("{\"a\":" + "[".repeat(100_000));
        assertRefused("{\"a\":".repeat(100_000));
    }

    @Test
    void refusesNumbersWithoutEnd() {
        assertThatCode(() -> parse("{\"a\":" + "1".repeat(64) + "}")).doesNotThrowAnyException();
        assertRefused("{\"a\":" + "1".repeat(65) + "}");
        assertRefused("{\"a\":" + "9".repeat(1_000_000) + "}");
        assertRefused("{\"a\":0." + "9".repeat(1_000_000) + "}");
        assertRefused("{\"a\":1e" + "9".repeat(1_000_000) + "}");
    }

    @Test
    void refusesMoreValuesThanTheLimit() {
        String most = "{\"a\":[0" + ",0".repeat(JsonObject.MAX_VALUES - 3);
        assertThatCode(() -> parse(most + "]}")).doesNotThrowAnyException();
        assertRefused(most + ",0]}");
    }

    @Test
    void readsLatin1LettersOnlyAsUtf8() {
        byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonObject.parse(latin1, 8)).hasMessageContaining("UTF-8");
    }
}
