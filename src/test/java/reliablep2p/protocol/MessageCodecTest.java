package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;

class MessageCodecTest {
    private static final String HASH = GoldenFrames.MELODY.sha256().hex();

    private static Message decode(String payload) throws IOException {
        return MessageCodec.decode(payload.getBytes(UTF_8));
    }

    private static Message again(Message message) throws IOException {
        return MessageCodec.decode(MessageCodec.encode(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"teleport\"}", "{\"type\":\"\"}", "{\"type\":\"GET\"}", "{\"type\":\"\\u0000\"}"})
    void tellsAnUnknownTypeFromAMalformedMessage(String payload) {
        assertThatThrownBy(() -> decode(payload)).isInstanceOf(UnsupportedMessageException.class);
    }

    @Test
    void refusesNestingBeyondTheLimitEvenInFieldsThatItIgnores() throws IOException {
        String seven = "[".repeat(7) + "]".repeat(7);
        String eight = "[".repeat(8) + "]".repeat(8);
        assertThat(decode("{\"type\":\"ping\",\"x\":" + seven + "}")).isEqualTo(new PingRequest());
        assertThatThrownBy(() -> decode("{\"type\":\"ping\",\"x\":" + eight + "}"))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesAHundredThousandOpeningBrackets() {
        assertThatThrownBy(() -> decode("[".repeat(100_000))).isExactlyInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> decode("{\"type\":" + "[".repeat(100_000)))
                .isExactlyInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> decode("{\"type\":".repeat(100_000))).isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void keepsTheLargestNumbers() throws IOException {
        Message peers = new UpdatePeers(Long.MAX_VALUE, true, false, List.of(), List.of());
        assertThat(again(peers)).isEqualTo(peers);
        Message file = new FileAnswer(GoldenFrames.file("x", Long.MAX_VALUE));
        assertThat(again(file)).isEqualTo(file);
    }

    @Test
    void takesAMissingOffsetForTheBeginning() throws IOException {
        assertThat(decode(GoldenFrames.text("get"))).isEqualTo(decode(withOffset("get", "0")));
        assertThat(decode(GoldenFrames.text("file"))).isEqualTo(decode(withOffset("file", "0")));
    }

    @Test
    void readsAnOffsetUpToTheSize() throws IOException {
        long size = GoldenFrames.MELODY.size();
        assertThat(decode(withOffset("file", Long.toString(size))))
                .isInstanceOfSatisfying(
                        FileAnswer.class, answer -> assertThat(answer.length()).isZero());
        assertThatThrownBy(() -> decode(withOffset("file", Long.toString(size + 1))))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessageContaining("offset");
        assertThat(again(new GetRequest(GoldenFrames.MELODY.name(), GoldenFrames.MELODY.sha256(), Long.MAX_VALUE, 1)))
                .isInstanceOfSatisfying(
                        GetRequest.class, get -> assertThat(get.offset()).isEqualTo(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "\"1\"", "null", "true", "9223372036854775808", "1,\"offset\":1"})
    void refusesAnOffsetThatIsNone(String offset) {
        for (String name : List.of("get", "file")) {
            assertThatThrownBy(() -> decode(withOffset(name, offset))).isExactlyInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void makesNoOffsetThatIsNone() {
        TrustedFile file = GoldenFrames.MELODY;
        assertThatThrownBy(() -> new GetRequest(file.name(), file.sha256(), -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileAnswer(file, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileAnswer(file, file.size() + 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String withOffset(String name, String offset) {
        return GoldenFrames.text(name)
                .replaceFirst(",\"offset\":[0-9]+,\"length\":[0-9]+", "")
                .replaceFirst("}$", ",\"offset\":" + offset + "}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, -1})
    void refusesAPortThatIsNone(int port) {
        assertThatThrownBy(() -> decode("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":" + port + "}"))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void readsAConnectOfALaterVersionSoThatItCanBeAnswered() throws IOException {
        assertThat(decode("{\"type\":\"connect\",\"version\":4,\"port\":9001}"))
                .isEqualTo(new ConnectRequest(4, 9001, 0, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void carriesEveryErrorCode(ErrorCode code) throws IOException {
        Message error = new ErrorAnswer(code, "Sorry.");
        assertThat(again(error)).isEqualTo(error);
    }

    @Test
    void takesAnUnknownErrorCodeForAnother() throws IOException {
        assertThat(decode("{\"type\":\"error\",\"code\":\"tired\",\"message\":\"Later.\"}"))
                .isEqualTo(new ErrorAnswer(ErrorCode.OTHER, "Later."));
    }

    @Test
    void cutsALongErrorMessageOnBothWays() throws IOException {
        ErrorAnswer sent = new ErrorAnswer(ErrorCode.INTERNAL, "x".repeat(299) + "\ud83c\udfb5 and so on");
        assertThat(sent.message()).hasSize(300).startsWith("xxx").endsWith("?");
        assertThat(again(sent)).isEqualTo(sent);
        assertThat(decode("{\"type\":\"error\",\"code\":\"busy\",\"message\":\"" + "y".repeat(1000) + "\"}"))
                .isEqualTo(new ErrorAnswer(ErrorCode.BUSY, "y".repeat(300)));
    }

    @Test
    void sendsAnErrorMessageThatAnyTerminalCanShow() {
        byte[] payload = MessageCodec.encode(new ErrorAnswer(ErrorCode.OTHER, "\u001b[2J\r\n\u202e\u0085\u2028"));
        assertThat(new String(payload, UTF_8)).endsWith("\"\\u001b[2J\\u000d\\u000a\\u202e\\u0085\\u2028\"}");
    }

    @Test
    void refusesAChangeThatGoesOn() {
        assertThatThrownBy(() ->
                        decode("{\"type\":\"update_peers\",\"number\":1,\"whole\":false,\"more\":true,\"joined\":[],"
                                + "\"left\":[]}"))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"catalog\",\"offset\":0,\"length\":4194305,\"head\":{\"payload\":\"{}\",\"signature\":\"\"}}",
                "{\"type\":\"catalog\",\"offset\":0,\"length\":1,\"head\":\"{}\"}",
                "{\"type\":\"connect\",\"version\":3,\"port\":1,\"catalog\":0,\"invitation\":\"ABCDEF\"}",
                "{\"type\":\"connect\",\"version\":3,\"port\":1,\"catalog\":0,\"invitation\":null}"
            })
    void refusesWhatIsBeyondALimit(String payload) {
        assertThatThrownBy(() -> decode(payload)).isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesSignedTextsThatAreLongerThanTheyCanBe() {
        String longest = "x".repeat(SignedText.MAX_PAYLOAD + 1);
        for (String signed : List.of(
                "{\"payload\":\"" + longest + "\",\"signature\":\"\"}",
                "{\"payload\":\"\",\"signature\":\"" + longest + "\"}")) {
            assertThatThrownBy(() -> decode("{\"type\":\"admitted\",\"admission\":" + signed + "}"))
                    .isExactlyInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void refusesAVersionOfAnOfferThatWasNotApproved() {
        String offer = GoldenFrames.text("offer_state_approved");
        assertThatThrownBy(() -> decode(offer.replace("approved", "waiting")))
                .isExactlyInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> decode(offer.replace("\"version\":2", "\"version\":0")))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesAWholePeerListThatRemoves() {
        assertThatThrownBy(() ->
                        decode(GoldenFrames.text("update_peers_change").replace("false,\"more\"", "true,\"more\"")))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesAGetOfANameThatIsNone() {
        assertThatThrownBy(() -> decode("{\"type\":\"get\",\"name\":\"../../etc/passwd\",\"sha256\":\"" + HASH + "\"}"))
                .isExactlyInstanceOf(ProtocolException.class)
                .message()
                .doesNotContain("passwd");
    }

    @Test
    void readsSixtyFiveThousandKeysWithEqualHashesInGoodTime() throws IOException {
        List<String> keys = new ArrayList<>(List.of(""));
        for (int i = 0; i < 16; i++) {
            List<String> longer = new ArrayList<>();
            keys.forEach(key -> longer.addAll(List.of(key + "Aa", key + "BB")));
            keys = longer;
        }
        assertThat(keys)
                .hasSize(65_536)
                .allMatch(key -> key.hashCode() == "AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa".hashCode());
        String payload = "{\"type\":\"ping\",\"" + String.join("\":0,\"", keys) + "\":0}";
        long begin = System.nanoTime();
        assertThat(decode(payload)).isEqualTo(new PingRequest());
        // A fraction of a second; comparing each key with each would take a minute.
        assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
    }

    @Test
    void ordersAMapsTableByFirstMention() {
        PeerId first = GoldenFrames.BOB;
        MapAnswer map = new MapAnswer(List.of(
                new MapAnswer.Claim(new FileName("a"), GoldenFrames.MELODY.sha256(), List.of(first)),
                new MapAnswer.Claim(
                        new FileName("b"), GoldenFrames.MELODY.sha256(), List.of(GoldenFrames.ALICE, first))));
        assertThat(new String(MessageCodec.encode(map), UTF_8))
                .startsWith(
                        "{\"type\":\"map\",\"peers\":[\"" + first.hex() + "\",\"" + GoldenFrames.ALICE.hex() + "\"]")
                .contains("\"holders\":[0]}")
                .contains("\"holders\":[1,0]}");
    }
}
