package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads of frames: what is read is written as it would be read again; all else is refused. */
class MessageFuzz {
    static Stream<byte[]> goldenPayloads() {
        return GoldenFrames.MESSAGES.keySet().stream().map(GoldenFrames::payload);
    }

    @MethodSource("goldenPayloads")
    @FuzzTest(maxDuration = "1m")
    void readsOrRefuses(byte[] payload) {
        Message message;
        try {
            message = MessageCodec.decode(payload);
        } catch (IOException refused) {
            return;
        }
        try {
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
        } catch (IOException e) {
            throw new AssertionError("what was read can't be read again: " + message, e);
        }
    }
}
