package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
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
        assertThat(again(new GetRequest(GoldenFrames.MELODY.name(), GoldenFrames.MELODY.sha256(), Long.MAX_VALUE)))
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
        assertThatThrownBy(() -> new GetRequest(file.name(), file.sha256(), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileAnswer(file, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileAnswer(file, file.size() + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String withOffset(String name, String offset) {
        return GoldenFrames.text(name).replaceFirst("}$", ",\"offset\":" + offset + "}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, -1})
    void refusesAPortThatIsNone(int port) {
        assertThatThrownBy(() -> decode("{\"type\":\"connect\",\"version\":1,\"port\":" + port + "}"))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void readsAConnectOfALaterVersionSoThatItCanBeAnswered() throws IOException {
        assertThat(decode("{\"type\":\"connect\",\"version\":2,\"port\":9001}")).isEqualTo(new ConnectRequest(2, 9001));
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
    void dropsOnlyTheCatalogEntriesWhoseNamesBreakTheRules() throws IOException {
        String good = entry("good.txt", HASH);
        Message update = decode("{\"type\":\"update_catalog\",\"number\":1,\"whole\":false,\"more\":false,\"added\":["
                + entry("../x", HASH) + "," + good + "," + entry("con.txt", HASH)
                + "],\"removed\":[\"a/b\",\"gone\"]}");
        assertThat(update).isInstanceOfSatisfying(UpdateCatalog.class, catalog -> {
            assertThat(catalog.added()).extracting(file -> file.name().text()).containsExactly("good.txt");
            assertThat(catalog.removed()).containsExactly(new FileName("gone"));
        });
        assertThatThrownBy(() -> decode("{\"type\":\"update_catalog\",\"number\":1,\"whole\":false,\"more\":false,"
                        + "\"added\":[" + good + "," + entry("../x", "00") + "],\"removed\":[]}"))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"update_peers\",\"number\":1,\"whole\":false,\"more\":true,\"joined\":[],\"left\":[]}",
                "{\"type\":\"update_catalog\",\"number\":1,\"whole\":false,\"more\":true,\"added\":[],\"removed\":[]}",
                "{\"type\":\"update_catalog\",\"number\":1,\"whole\":true,\"more\":false,\"added\":[],\"removed\":[\"/\"]}"
            })
    void refusesAChangeThatGoesOnAndAWholeListThatRemoves(String payload) {
        assertThatThrownBy(() -> decode(payload)).isExactlyInstanceOf(ProtocolException.class);
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

    private static String entry(String name, String hash) {
        return "{\"name\":\"" + name + "\",\"size\":1,\"sha256\":\"" + hash + "\"}";
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
