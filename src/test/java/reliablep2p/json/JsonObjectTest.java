package reliablep2p.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accessors; what is JSON at all is {@link StrictJsonTest}'s. */
class JsonObjectTest {
    private static JsonObject parse(String text) throws JsonException {
        return JsonObject.parse(text.getBytes(UTF_8), 8);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(JsonException.class).hasMessageContaining("\"x\"");
    }

    @Test
    void givesWhatWasWritten() throws JsonException {
        JsonObject json = parse(
                "{\"s\":\"\\u00e9\\n\",\"i\":-12,\"b\":true,\"o\":{\"i\":1},\"os\":[{\"i\":2}],\"ss\":[\"a\",\"\"],\"is\":[3,4]}");
        assertThat(json.string("s")).isEqualTo("é\n");
        assertThat(json.optionalString("s")).isEqualTo("é\n");
        assertThat(json.integer("i", -12, -12)).isEqualTo(-12);
        assertThat(json.bool("b")).isTrue();
        assertThat(json.object("o").integer("i", 0, 9)).isEqualTo(1);
        assertThat(json.objects("os", 1).get(0).integer("i", 0, 9)).isEqualTo(2);
        assertThat(json.strings("ss", 2)).containsExactly("a", "");
        assertThat(json.integers("is", 2, 3, 4)).containsExactly(3L, 4L);
    }

    @Test
    void takesAnIntegerThatMayBeMissingAsStrictlyWhenItIsThere() throws JsonException {
        assertThat(parse("{}").optionalInteger("x", 1, 9, 7)).isEqualTo(7);
        assertThat(parse("{\"x\":2}").optionalInteger("x", 1, 9, 7)).isEqualTo(2);
        for (String wrong : List.of("null", "0", "10", "1.0", "\"2\"")) {
            assertRefused(() -> parse("{\"x\":" + wrong + "}").optionalInteger("x", 1, 9, 7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":null}", "{\"X\":1}"})
    void refusesAMissingField(String text) throws JsonException {
        JsonObject json = parse(text);
        assertThat(json.has("x")).isFalse();
        assertThat(json.optionalString("x")).isNull();
        assertRefused(() -> json.string("x"));
        assertRefused(() -> json.integer("x", 0, 9));
        assertRefused(() -> json.bool("x"));
        assertRefused(() -> json.object("x"));
        assertRefused(() -> json.objects("x", 9));
        assertRefused(() -> json.strings("x", 9));
        assertRefused(() -> json.integers("x", 9, 0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "true", "{}", "[1]", "[\"\"]", "[{}]", "[null]", "[[]]"})
    void refusesAFieldOfAnotherKind(String value) throws JsonException {
        JsonObject json = parse("{\"x\":" + value + "}");
        assertThat(json.has("x")).isTrue();
        if (!value.equals("\"\"")) {
            assertRefused(() -> json.string("x"));
            assertRefused(() -> json.optionalString("x"));
        }
        if (!value.equals("1")) {
            assertRefused(() -> json.integer("x", 0, 9));
        }
        if (!value.equals("true")) {
            assertRefused(() -> json.bool("x"));
        }
        if (!value.equals("{}")) {
            assertRefused(() -> json.object("x"));
        }
        if (!value.equals("[{}]")) {
            assertRefused(() -> json.objects("x", 9));
        }
        if (!value.equals("[\"\"]")) {
            assertRefused(() -> json.strings("x", 9));
        }
        if (!value.equals("[1]")) {
            assertRefused(() -> json.integers("x", 9, 0, 9));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "1e18",
                "1E0",
                "1.0",
                "0.5",
                "\"12\"",
                "1e999999999",
                "-1e-999999999",
                "100000000000000000000000000000000000000000000000000000"
            })
    void refusesNumbersThatAreNoIntegersOfTheRange(String number) throws JsonException {
        JsonObject json = parse("{\"x\":" + number + ",\"xs\":[" + number + "]}");
        assertRefused(() -> json.integer("x", Long.MIN_VALUE, Long.MAX_VALUE));
        assertThatThrownBy(() -> json.integers("xs", 9, Long.MIN_VALUE, Long.MAX_VALUE))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void takesTheWholeRangeOfLong() throws JsonException {
        JsonObject json = parse("{\"min\":-9223372036854775808,\"max\":9223372036854775807,\"zero\":-0}");
        assertThat(json.integer("min", Long.MIN_VALUE, 0)).isEqualTo(Long.MIN_VALUE);
        assertThat(json.integer("max", 0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(json.integer("zero", 0, 0)).isZero();
    }

    @Test
    void holdsTheRangeAndTheCounts() throws JsonException {
        JsonObject json = parse("{\"x\":5,\"xs\":[1,2,3],\"ss\":[\"\",\"\"],\"os\":[{},{}]}");
        assertThat(json.integer("x", 5, 5)).isEqualTo(5);
        assertRefused(() -> json.integer("x", 6, 9));
        assertRefused(() -> json.integer("x", 0, 4));
        assertThat(json.integers("xs", 3, 1, 3)).isEqualTo(List.of(1L, 2L, 3L));
        assertThatThrownBy(() -> json.integers("xs", 2, 1, 3)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> json.integers("xs", 3, 1, 2)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> json.strings("ss", 1)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> json.objects("os", 1)).isInstanceOf(JsonException.class);
    }

    @Test
    void cannotBeChanged() throws JsonException {
        JsonObject json = parse("{\"x\":[1]}");
        assertThatThrownBy(() -> json.integers("x", 1, 0, 9).add(2L)).isInstanceOf(UnsupportedOperationException.class);
    }
}
