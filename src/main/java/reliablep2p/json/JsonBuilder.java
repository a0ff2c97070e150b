package reliablep2p.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds a JSON object on one line, its fields in the order in which they are put.
 *
 * <p>The text is safe to show: what could disturb a terminal or a line-wise reader leaves as an escape. Not
 * thread-safe. A value is rendered when it is put, so changes of a nested builder afterwards are not seen.
 */
public final class JsonBuilder {
    /** From key to the value's JSON text. */
    private final Map<String, String> fields = new LinkedHashMap<>();

    private JsonBuilder() {}

    /** An object without fields. */
    public static JsonBuilder object() {
        return new JsonBuilder();
    }

    /** Puts a text. */
    public JsonBuilder put(String key, String value) {
        return field(key, JsonText.quoted(value));
    }

    /** Puts an integer. */
    public JsonBuilder put(String key, long value) {
        return field(key, Long.toString(value));
    }

    /**
     * Puts a number.
     *
     * @throws IllegalArgumentException if it is infinite or not a number, for which JSON has no text
     */
    public JsonBuilder put(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has finite numbers only");
        }
        return field(key, Double.toString(value));
    }

    /** Puts true or false. */
    public JsonBuilder put(String key, boolean value) {
        return field(key, Boolean.toString(value));
    }

    /** Puts an object. */
    public JsonBuilder put(String key, JsonBuilder value) {
        return field(key, value.toString());
    }

    /** Puts a list of objects. */
    public JsonBuilder put(String key, List<JsonBuilder> values) {
        return field(key, list(values));
    }

    /** Puts a list of texts. */
    public JsonBuilder putStrings(String key, Collection<String> values) {
        return field(key, list(values.stream().map(JsonText::quoted).toList()));
    }

    /** Puts a list of integers. */
    public JsonBuilder putIntegers(String key, Collection<Long> values) {
        return field(key, list(values));
    }

    /** The text of the object in UTF-8. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The text of the object: one line without an end of line. */
    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> JsonText.quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private JsonBuilder field(String key, String json) {
        if (fields.putIfAbsent(key, json) != null) {
            throw new IllegalArgumentException("the key \"" + key + "\" was put before");
        }
        return this;
    }

    private static String list(Collection<?> rendered) {
        return rendered.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
