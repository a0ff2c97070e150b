package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.OfferState;
import reliablep2p.model.Revocation;
import reliablep2p.model.SignedText;

/** The messages of the journal, of admission and of offers, where their limits are. */
class JournalMessagesTest {
    private static final SignedText HEAD = new SignedText("{}", "AAAA");

    private static Message decode(String payload) throws IOException {
        return MessageCodec.decode(payload.getBytes(UTF_8));
    }

    private static Message again(Message message) throws IOException {
        return MessageCodec.decode(MessageCodec.encode(message));
    }

    private static void refuses(String payload) {
        assertThatThrownBy(() -> decode(payload)).as(payload).isExactlyInstanceOf(ProtocolException.class);
    }

    private static OfferAnswer offer(OfferState state, int version, String why) {
        return new OfferAnswer(GoldenFrames.MELODY, state, version, why);
    }

    @Test
    void carriesOffsetsAndLengthsUpToTheirLimits() throws IOException {
        List<Message> messages = List.of(
                new CatalogRequest(0),
                new CatalogRequest(Long.MAX_VALUE),
                new ConnectRequest(3, 65_535, Long.MAX_VALUE, Optional.empty()),
                new CatalogAnswer(Long.MAX_VALUE, 0, HEAD),
                new CatalogAnswer(Long.MAX_VALUE - CatalogAnswer.MAX_LENGTH, CatalogAnswer.MAX_LENGTH, HEAD));
        for (Message message : messages) {
            assertThat(again(message)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 99})
    void refusesAPartThatEndsBeyondTheLargestNumber(long offset) {
        refuses("{\"type\":\"catalog\",\"offset\":" + offset
                + ",\"length\":100,\"head\":{\"payload\":\"{}\",\"signature\":\"AAAA\"}}");
        assertThatThrownBy(() -> new CatalogAnswer(offset, 100, HEAD)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void carriesTheLongestSignedTextInAnOrdinaryFrame() throws IOException {
        Message longest = new AdmittedAnswer(
                new SignedText("\u0001".repeat(SignedText.MAX_PAYLOAD), "A".repeat(SignedText.MAX_SIGNATURE)));
        assertThat(again(longest)).isEqualTo(longest);
        assertThat(MessageCodec.encode(longest)).hasSizeLessThan(64 * 1024);
    }

    @ParameterizedTest
    @EnumSource(OfferState.class)
    void carriesEveryStateOfAnOffer(OfferState state) throws IOException {
        Message offer = offer(state, state == OfferState.APPROVED ? Integer.MAX_VALUE : 0, "Because.");
        assertThat(again(offer)).isEqualTo(offer);
    }

    /** What is sent must be readable: half a pair is malformed, and would end the offerer's membership. */
    @Test
    void cutsALongReasonOnBothWaysAndLeavesNoHalfOfAPair() throws IOException {
        String music = "\ud83c\udfb5";
        OfferAnswer sent = offer(OfferState.FAILED, 0, "x".repeat(Revocation.MAX_WHY - 1) + music + " and so on");
        assertThat(sent.why()).hasSize(Revocation.MAX_WHY).endsWith("x?");
        assertThat(again(sent)).isEqualTo(sent);
        String received = new String(MessageCodec.encode(offer(OfferState.FAILED, 0, "?")), UTF_8)
                .replace("\"?\"", "\"" + "x".repeat(Revocation.MAX_WHY - 1) + music + "\"");
        assertThat(decode(received)).isEqualTo(sent);
    }
}
