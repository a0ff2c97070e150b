package reliablep2p.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBuilderTest {
    @Test
    void writesFieldsInTheirOrderOnOneLine() {
        JsonBuilder json = JsonBuilder.object()
                .put("type", "get")
                .put("size", 5L)
                .put("port", 9000)
                .put("seconds", 1.25)
                .put("whole", true)
                .put("from", JsonBuilder.object().put("b", 1).put("a", 2))
                .put("list", List.of(JsonBuilder.object(), JsonBuilder.object().put("x", -1)))
                .putStrings("names", List.of("a", "b\"c"))
                .putIntegers("numbers", List.of(Long.MIN_VALUE, Long.MAX_VALUE))
                .putStrings("none", List.of());
        assertThat(json)
                .hasToString("{\"type\":\"get\",\"size\":5,\"port\":9000,\"seconds\":1.25,\"whole\":true,"
                        + "\"from\":{\"b\":1,\"a\":2},\"list\":[{},{\"x\":-1}],\"names\":[\"a\",\"b\\\"c\"],"
                        + "\"numbers\":[-9223372036854775808,9223372036854775807],\"none\":[]}");
        assertThat(new String(json.toBytes(), UTF_8)).isEqualTo(json.toString());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 9, 10, 13, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200e, 0x2028, 0x2029,
                0x202e, 0x2066, 0xfeff, 0xd800, 0xdfff, 0xe000, 0xfdd0, 0xffff, 0xe0001, 0xf0000, 0x10ffff
            })
    void escapesWhatCouldDisturbATerminal(int codePoint) {
        String json =
                JsonBuilder.object().put("a", Character.toString(codePoint)).toString();
        assertThat(json).matches("\\{\"a\":\"(\\\\u[0-9a-f]{4}){1,2}\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "größe", "日本語", "\ud83c\udfb5", "it's; <b>&/ a-b_c (d) [e] {f} «g» 5€ ^~`+=|", ""})
    void leavesPrintableTextAsItIs(String text) {
        assertThat(JsonBuilder.object().put("a", text)).hasToString("{\"a\":\"" + text + "\"}");
    }

    @Test
    void everyCharacterComesBack() throws JsonException {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        byte[] json = JsonBuilder.object().put(all.toString(), all.toString()).toBytes();
        assertThat(JsonObject.parse(json, 1).string(all.toString())).isEqualTo(all.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatJsonDoesNotHave(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBuilder.object().put("a", number));
    }

    @Test
    void refusesAKeyPutTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBuilder.object().put("a", 1).put("a", 1));
    }
}
