package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes every golden frame, damages one place of it, and expects a refusal that quotes nothing of it. */
class MalformedMessagesTest {
    private static final List<String> ANYTHING = List.of("null", "\"QUOTED\"", "1.5", "true", "{}", "[]", "[[]]");
    private static final List<String> NO_NUMBERS =
            List.of("\"12\"", "-1", "1.0", "1e18", "9223372036854775808", "1e999999999", "-9223372036854775809");
    private static final List<String> NO_HASHES_NAMES_OR_WORDS =
            List.of("\"\"", "\"QUOTED\\u001b\"", "\"QUOTED/QUOTED\"", "\"QUOTED\\u0000\"");

    /** Texts that may be anything, or where a bad one is dropped or understood as something unknown. */
    private static final Set<String> FREE_TEXTS =
            Set.of("type", "code", "message", "payload", "signature", "why", "have");

    /** What may be missing, and nothing worse. */
    private static final Set<String> OPTIONAL = Set.of("offset", "length", "any_of", "have", "invitation");

    static Set<String> names() {
        return GoldenFrames.MESSAGES.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryMissingField(String name) {
        int fields = forEachField(name, (object, field) -> {
            boolean isOptional = OPTIONAL.contains(field)
                    && !List.of("get_catalog", "catalog").contains(name)
                    && !(name.startsWith("pieces") && field.equals("length"));
            if (!isOptional) {
                object.remove(field);
            }
        });
        assertThat(fields).isPositive();
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryFieldOfAnotherKind(String name) {
        for (String other : ANYTHING) {
            forEachField(name, (object, field) -> {
                JsonElement value = JsonParser.parseString(other);
                if (!value.getClass().equals(object.get(field).getClass())
                        || differsAsPrimitive(value, object, field)) {
                    object.add(field, value);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryNumberThatIsNoIntegerInRange(String name) {
        for (String number : NO_NUMBERS) {
            forEachField(name, (object, field) -> {
                JsonElement value = object.get(field);
                if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
                    object.add(field, JsonParser.parseString(number));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryTextThatIsNoValueOfItsField(String name) {
        boolean namesAreDropped = name.equals("map");
        for (String text : NO_HASHES_NAMES_OR_WORDS) {
            forEachField(name, (object, field) -> {
                JsonElement value = object.get(field);
                boolean isText =
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
                boolean isFree = FREE_TEXTS.contains(field) || (namesAreDropped && field.equals("name"));
                if (isText && !isFree) {
                    object.add(field, JsonParser.parseString(text));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryListElementOfAnotherKind(String name) {
        for (String other : List.of("null", "1.5", "-1", "true", "[]", "{}", "\"QUOTED\"")) {
            forEachField(name, (object, field) -> {
                if (object.get(field) instanceof JsonArray array && !array.isEmpty()) {
                    array.set(array.size() - 1, JsonParser.parseString(other));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesEveryFieldGivenTwice(String name) {
        JsonObject original = JsonParser.parseString(GoldenFrames.text(name)).getAsJsonObject();
        for (String field : original.keySet()) {
            String twice =
                    GoldenFrames.text(name).replaceFirst("\\{", "{\"" + field + "\":" + original.get(field) + ",");
            expectRefusal(twice);
        }
    }

    private interface Damage {
        void apply(JsonObject object, String field);
    }

    /** Applies the damage to a fresh copy for each field at any depth; copies that it left as they were don't count. */
    private static int forEachField(String name, Damage damage) {
        int damaged = 0;
        for (int number = 0; ; number++) {
            JsonElement copy = JsonParser.parseString(GoldenFrames.text(name));
            JsonElement original = copy.deepCopy();
            List<Runnable> places = new ArrayList<>();
            visit(copy, object -> object.keySet().forEach(field -> places.add(() -> damage.apply(object, field))));
            if (number == places.size()) {
                return damaged;
            }
            places.get(number).run();
            if (!copy.equals(original)) {
                damaged++;
                expectRefusal(copy.toString());
            }
        }
    }

    private static void visit(JsonElement element, Consumer<JsonObject> visitor) {
        if (element instanceof JsonObject object) {
            visitor.accept(object);
            object.entrySet().forEach(field -> visit(field.getValue(), visitor));
        } else if (element instanceof JsonArray array) {
            array.forEach(child -> visit(child, visitor));
        }
    }

    private static boolean differsAsPrimitive(JsonElement value, JsonObject object, String field) {
        if (!value.isJsonPrimitive()) {
            return false;
        }
        return value.getAsJsonPrimitive().isString()
                        != object.getAsJsonPrimitive(field).isString()
                || value.getAsJsonPrimitive().isBoolean()
                        != object.getAsJsonPrimitive(field).isBoolean();
    }

    private static void expectRefusal(String payload) {
        assertThatThrownBy(() -> MessageCodec.decode(payload.getBytes(UTF_8)))
                .as(payload)
                .isExactlyInstanceOf(ProtocolException.class)
                .message()
                .doesNotContain("QUOTED")
                .doesNotContain("\n")
                .hasSizeLessThan(200);
    }
}
