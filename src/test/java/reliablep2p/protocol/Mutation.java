package reliablep2p.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages frames at random, in ways that are more likely than random bytes to lead into a corner. */
public final class Mutation {
    /** Pieces that are more likely than random bytes to lead into a corner. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "-",
            "0",
            "1e999",
            ".",
            "9".repeat(30),
            "\"type\":\"map\",",
            "\"holders\":[",
            "[".repeat(2000),
            "\u0000",
            "\u00e9",
            "\ufeff",
            "NaN",
            "//",
            "/*",
            "'",
            ";",
            "=");

    private static final Pattern NUMBER = Pattern.compile(":\\d+(?=[,}])");
    private static final Pattern HASH = Pattern.compile("\"[0-9a-f]{64}\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "65535",
            "2147483647",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "123456789012");
    private static final List<String> NAMES =
            List.of("\"melody.mp3\"", "\"a\"", "\"" + "x".repeat(255) + "\"", "\"hangman.java\"", "\"no such file\"");

    private Mutation() {}

    /**
     * A request in which some values are others: still one that can be read, but one that nobody meant.
     *
     * @param joining whether it may be one that makes its sender a member, or ends that
     */
    public static byte[] ofARequest(Random random, boolean joining) throws IOException {
        List<String> names = names(message -> message instanceof Request && (joining || !joins(message)));
        while (true) {
            String text = GoldenFrames.text(names.get(random.nextInt(names.size())));
            String other = NUMBER.matcher(text)
                    .replaceAll(found ->
                            random.nextInt(3) == 0 ? ":" + NUMBERS.get(random.nextInt(NUMBERS.size())) : found.group());
            other = HASH.matcher(other).replaceAll(found -> random.nextInt(3) == 0 ? hash(random) : found.group());
            other = NAME.matcher(other)
                    .replaceAll(
                            found -> Matcher.quoteReplacement("\"name\":" + NAMES.get(random.nextInt(NAMES.size()))));
            byte[] payload = other.getBytes(StandardCharsets.UTF_8);
            try {
                MessageCodec.decode(payload);
                return frame(payload);
            } catch (IOException refused) {
                // Another one, then.
            }
        }
    }

    private static String hash(Random random) {
        StringBuilder hex = new StringBuilder("\"");
        for (int i = 0; i < 8; i++) {
            hex.append(String.format(Locale.ROOT, "%08x", random.nextInt()));
        }
        return hex.append('"').toString();
    }

    /**
     * A golden frame, damaged in a few places.
     *
     * @param joining whether it may be one that would make its sender a member, or end that, if it were not damaged
     */
    public static byte[] ofAGoldenFrame(Random random, boolean joining) throws IOException {
        List<String> names = names(message -> joining || !joins(message));
        byte[] frame = frame(GoldenFrames.payload(names.get(random.nextInt(names.size()))));
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            frame = mutated(frame, random);
        }
        return frame;
    }

    private static List<String> names(Predicate<Message> which) {
        return GoldenFrames.MESSAGES.entrySet().stream()
                .filter(message -> which.test(message.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean joins(Message message) {
        return message instanceof ConnectRequest || message instanceof DisconnectRequest;
    }

    static byte[] frame(byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(payload);
        return out.toByteArray();
    }

    /** Puts something in place of something, and mostly makes the length right again. */
    static byte[] mutated(byte[] frame, Random random) throws IOException {
        if (frame.length <= 4 || random.nextInt(20) == 0) {
            byte[] header = frame.clone();
            header[random.nextInt(Math.min(header.length, 4))] = (byte) random.nextInt();
            return header;
        }
        int from = 4 + random.nextInt(frame.length - 4);
        int to = Math.min(frame.length, from + random.nextInt(3));
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(frame, 4, from - 4);
        payload.write(inserted(frame, random));
        payload.write(frame, to, frame.length - to);
        return frame(payload.toByteArray());
    }

    private static byte[] inserted(byte[] frame, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt()};
            case 2 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            default -> {
                int from = 4 + random.nextInt(frame.length - 4);
                yield Arrays.copyOfRange(frame, from, from + random.nextInt(frame.length - from));
            }
        };
    }
}
