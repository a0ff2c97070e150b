package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of a connection: read as frames and messages, they end with an {@link IOException} at worst. */
class FrameFuzz {
    static Stream<byte[]> goldenFrames() {
        return GoldenFrames.MESSAGES.keySet().stream().map(name -> {
            try {
                return Mutation.frame(GoldenFrames.payload(name));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @MethodSource("goldenFrames")
    @FuzzTest(maxDuration = "1m")
    void readsOrRefuses(byte[] bytes) {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        try {
            for (byte[] payload = reader.read(64 * 1024, () -> {});
                    payload != null;
                    payload = reader.read(64 * 1024, () -> {})) {
                Message message = MessageCodec.decode(payload);
                assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageNotContainingAny("\u001b", "\n");
        }
    }
}
