package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFramesTest {
    static Set<String> names() {
        return GoldenFrames.MESSAGES.keySet();
    }

    private static Message message(String name) {
        return Objects.requireNonNull(GoldenFrames.MESSAGES.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void encodesToExactlyTheseBytes(String name) {
        assertThat(new String(MessageCodec.encode(message(name)), UTF_8)).isEqualTo(GoldenFrames.text(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void decodesToTheSameMessage(String name) throws IOException {
        assertThat(MessageCodec.decode(GoldenFrames.payload(name))).isEqualTo(message(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void toleratesFieldsOfLaterVersionsAndOtherSpacing(String name) throws IOException {
        String later = GoldenFrames.text(name)
                .replaceFirst("\\{", " {\n\t\"later\": {\"list\": [1.5e3, null, {}]}, ")
                .concat("\r\n");
        assertThat(MessageCodec.decode(later.getBytes(UTF_8))).isEqualTo(message(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAFrameThatEndsAnywhereWithin(String name) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        new FrameWriter(frame).write(GoldenFrames.payload(name));
        for (int length = 1; length < frame.size(); length++) {
            byte[] cut = Arrays.copyOf(frame.toByteArray(), length);
            assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(cut)).read(1024, () -> {}))
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAPayloadThatEndsAnywhereWithin(String name) {
        byte[] payload = GoldenFrames.payload(name);
        for (int length = 0; length < payload.length; length++) {
            byte[] cut = Arrays.copyOf(payload, length);
            assertThatThrownBy(() -> MessageCodec.decode(cut))
                    .as("%d bytes", length)
                    .isExactlyInstanceOf(ProtocolException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAPayloadThatGoesOn(String name) {
        for (String rest : new String[] {"{}", "x", "\0", "]", ","}) {
            byte[] longer = GoldenFrames.text(name).concat(rest).getBytes(UTF_8);
            assertThatThrownBy(() -> MessageCodec.decode(longer)).isExactlyInstanceOf(ProtocolException.class);
        }
    }

    private static Stream<Class<?>> records(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(GoldenFramesTest::records)
                : Stream.of(kind);
    }

    @Test
    void haveOneOfEveryMessage() {
        Set<Class<?>> covered =
                GoldenFrames.MESSAGES.values().stream().map(Object::getClass).collect(Collectors.toSet());
        Set<Class<?>> permitted = Stream.of(Request.class, Answer.class)
                .flatMap(GoldenFramesTest::records)
                .collect(Collectors.toSet());
        assertThat(covered).isEqualTo(permitted);
    }
}
