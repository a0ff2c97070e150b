package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damages golden frames at random: whatever arrives, reading it ends, and ends with an {@link IOException} at worst. */
class MutationTest {
    private static final int ROUNDS = 10_000;

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

    @Test
    void survivesRandomDamage() {
        long seed = System.nanoTime();
        System.out.println("MutationTest seed " + seed);
        int refused = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refusals(new Random(seed)));
        assertThat(refused).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    /** How many of the damaged frames were refused; any exception but IOException fails the test. */
    private static int refusals(Random random) throws IOException {
        List<byte[]> payloads = GoldenFrames.MESSAGES.keySet().stream()
                .map(GoldenFrames::payload)
                .toList();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = frame(payloads.get(random.nextInt(payloads.size())));
            for (int times = 1 + random.nextInt(4); times > 0; times--) {
                frame = mutated(frame, random);
            }
            try {
                byte[] payload = new FrameReader(new ByteArrayInputStream(frame)).read(64 * 1024, () -> {});
                if (payload != null) {
                    Message message = MessageCodec.decode(payload);
                    assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                            .isEqualTo(message);
                }
            } catch (IOException expected) {
                refused++;
            }
        }
        return refused;
    }

    private static byte[] frame(byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(payload);
        return out.toByteArray();
    }

    /** Puts something in place of something, and mostly makes the length right again. */
    private static byte[] mutated(byte[] frame, Random random) throws IOException {
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
