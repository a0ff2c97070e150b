package reliablep2p.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that came from outside; immutable.
 *
 * <p>Nothing is converted and nothing is filled in: a field that is missing, null, of another kind or out of range
 * fails with a {@link JsonException}. Fields that nobody asks for are ignored.
 */
public final class JsonObject {
    /** The most values (objects, arrays, strings, numbers, literals) that one text may hold. */
    public static final int MAX_VALUES = 100_000;

    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})");

    private final Map<String, Object> fields;

    /** Takes a map that nobody else keeps; its values are what {@link StrictReader} makes. */
    JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads a text that is one JSON object, with nothing but white space around it.
     *
     * @param utf8 the text in UTF-8, without a byte order mark
     * @param maxDepth how deep objects and arrays may nest, this object included
     * @throws JsonException if the text is anything else, has a key twice in one object, half a surrogate pair, a
     *     number of over 64 characters, or over {@link #MAX_VALUES} values
     */
    public static JsonObject parse(byte[] utf8, int maxDepth) throws JsonException {
        return StrictReader.read(utf8, maxDepth);
    }

    /** Whether the field is there, and not null. */
    public boolean has(String key) {
        Object value = fields.get(key);
        return value != null && value != StrictReader.NULL;
    }

    /** Whether the field is there, whatever it holds. */
    public boolean contains(String key) {
        return fields.containsKey(key);
    }

    /** The text of a field; may hold any character, control characters included. */
    public String string(String key) throws JsonException {
        return value(key, String.class, "text");
    }

    /** The text of a field, or null if the field is missing or null. */
    public @Nullable String optionalString(String key) throws JsonException {
        return has(key) ? string(key) : null;
    }

    /** The number of a field that was written as an integer, without a fraction or an exponent, in this range. */
    public long integer(String key, long min, long max) throws JsonException {
        return integer(key, value(key, StrictReader.NumberText.class, "an integer"), min, max);
    }

    /** The same of a field that may be missing, which then means {@code absent}; null is not missing, but wrong. */
    public long optionalInteger(String key, long min, long max, long absent) throws JsonException {
        return fields.containsKey(key) ? integer(key, min, max) : absent;
    }

    /** The value of a field that is true or false. */
    public boolean bool(String key) throws JsonException {
        return value(key, Boolean.class, "true or false");
    }

    /** The object in a field. */
    public JsonObject object(String key) throws JsonException {
        return value(key, JsonObject.class, "an object");
    }

    /** The objects in a field that is an array of at most {@code maxCount} objects. */
    public List<JsonObject> objects(String key, int maxCount) throws JsonException {
        return elements(key, JsonObject.class, "a list of objects", maxCount);
    }

    /** The texts in a field that is an array of at most {@code maxCount} strings. */
    public List<String> strings(String key, int maxCount) throws JsonException {
        return elements(key, String.class, "a list of texts", maxCount);
    }

    /** The numbers in a field that is an array of at most {@code maxCount} integers, each in this range. */
    public List<Long> integers(String key, int maxCount, long min, long max) throws JsonException {
        List<Long> integers = new ArrayList<>();
        for (StrictReader.NumberText number :
                elements(key, StrictReader.NumberText.class, "a list of integers", maxCount)) {
            integers.add(integer(key, number, min, max));
        }
        return List.copyOf(integers);
    }

    private <T> List<T> elements(String key, Class<T> kind, String expected, int maxCount) throws JsonException {
        List<?> values = value(key, List.class, expected);
        if (values.size() > maxCount) {
            throw new JsonException("the list \"" + key + "\" has more than " + maxCount + " entries");
        }
        List<T> elements = new ArrayList<>(values.size());
        for (Object value : values) {
            elements.add(cast(key, value, kind, expected));
        }
        return List.copyOf(elements);
    }

    private <T> T value(String key, Class<T> kind, String expected) throws JsonException {
        Object value = fields.get(key);
        if (value == null || value == StrictReader.NULL) {
            throw new JsonException("the field \"" + key + "\" is missing");
        }
        return cast(key, value, kind, expected);
    }

    private static <T> T cast(String key, Object value, Class<T> kind, String expected) throws JsonException {
        if (!kind.isInstance(value)) {
            throw new JsonException("the field \"" + key + "\" is not " + expected);
        }
        return kind.cast(value);
    }

    private static long integer(String key, StrictReader.NumberText number, long min, long max) throws JsonException {
        if (INTEGER.matcher(number.text()).matches()) {
            try {
                long value = Long.parseLong(number.text());
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException beyondLong) {
                // Nineteen digits may be too many: out of any range.
            }
        }
        throw new JsonException("the field \"" + key + "\" is not an integer from " + min + " to " + max);
    }
}
