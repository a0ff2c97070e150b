package reliablep2p.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one text with Gson's tokenizer in its strict mode, and refuses what that mode still lets pass: equal keys,
 * a byte order mark, numbers and nesting without end. Numbers stay text, because Gson turns
 * {@code 9223372036854775808} into the largest long and {@code "12"} into a number.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link NumberText}, {@link JsonObject}, {@link List} of values, and
 * {@link #NULL}.
 */
final class StrictReader {
    /** What stands for null: maps and lists hold no nulls. */
    static final Object NULL = new Object();

    /** No number of a message or a file needs as many characters. */
    private static final int MAX_NUMBER = 64;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonReader reader;
    private final int maxDepth;
    private int values;

    private StrictReader(String text, int maxDepth) {
        this.reader = new JsonReader(new StringReader(text));
        this.reader.setStrictness(Strictness.STRICT);
        this.maxDepth = maxDepth;
    }

    /** A number as it was written; valid JSON, but possibly beyond every type of Java. */
    record NumberText(String text) {}

    static JsonObject read(byte[] utf8, int maxDepth) throws JsonException {
        StrictReader strict = new StrictReader(decode(utf8), maxDepth);
        try {
            if (strict.reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new JsonException("this is not a JSON object");
            }
            JsonObject object = strict.object(1);
            if (strict.reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonException("something follows the JSON object");
            }
            return object;
        } catch (IOException malformed) {
            // Gson's message quotes the text, which must not reach a log or a terminal.
            throw new JsonException("this is not valid JSON");
        }
    }

    private static String decode(byte[] utf8) throws JsonException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("this is not valid UTF-8");
        }
        // Gson would skip it.
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new JsonException("JSON does not begin with a byte order mark");
        }
        return text;
    }

    private Object value(int depth) throws IOException, JsonException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(depth);
            case BEGIN_ARRAY -> array(depth);
            case STRING -> counted(reader.nextString());
            case NUMBER -> counted(number(reader.nextString()));
            case BOOLEAN -> counted(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield counted(NULL);
            }
            default -> throw new JsonException("this is not valid JSON");
        };
    }

    private JsonObject object(int depth) throws IOException, JsonException {
        enter(depth);
        reader.beginObject();
        // A map whose buckets become trees: keys with equal hashes cost n log n, not n squared.
        Map<String, Object> fields = new LinkedHashMap<>();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (fields.put(key, value(depth + 1)) != null) {
                throw new JsonException("a JSON object has the same key twice");
            }
        }
        reader.endObject();
        return new JsonObject(fields);
    }

    private List<Object> array(int depth) throws IOException, JsonException {
        enter(depth);
        reader.beginArray();
        List<Object> elements = new ArrayList<>();
        while (reader.hasNext()) {
            elements.add(value(depth + 1));
        }
        reader.endArray();
        return Collections.unmodifiableList(elements);
    }

    /** Checked before anything is opened, so that the stack never grows deeper than allowed. */
    private void enter(int depth) throws JsonException {
        if (depth > maxDepth) {
            throw new JsonException("the JSON nests deeper than " + maxDepth);
        }
        count();
    }

    private Object counted(Object value) throws JsonException {
        count();
        return value;
    }

    private void count() throws JsonException {
        values++;
        if (values > JsonObject.MAX_VALUES) {
            throw new JsonException("the JSON has more than " + JsonObject.MAX_VALUES + " values");
        }
    }

    private static NumberText number(String text) throws JsonException {
        if (text.length() > MAX_NUMBER) {
            throw new JsonException("a number has more than " + MAX_NUMBER + " characters");
        }
        return new NumberText(text);
    }
}
