package reliablep2p.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireLogTest {
    @Test
    void showsTheJsonAsItIs() {
        assertThat(WireLog.text("{\"type\":\"get\",\"name\":\"Fähre 漢字.txt\"}".getBytes(UTF_8)))
                .isEqualTo("{\"type\":\"get\",\"name\":\"Fähre 漢字.txt\"}");
    }

    @Test
    void escapesWhatDisturbsATerminal() {
        assertThat(WireLog.text("{\n\u001b[2J\u202egnp.exe\u0085".getBytes(UTF_8)))
                .isEqualTo("{\\u000a\\u001b[2J\\u202egnp.exe\\u0085");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(WireLog.text("x".repeat(WireLog.SHOWN).getBytes(UTF_8))).hasSize(WireLog.SHOWN);
        assertThat(WireLog.text("x".repeat(WireLog.SHOWN + 1).getBytes(UTF_8)))
                .isEqualTo("x".repeat(WireLog.SHOWN) + "... (2049 bytes)");
    }

    @Test
    void showsWhatIsNoText() {
        assertThat(WireLog.text(new byte[] {(byte) 0xFF, 'a', 0})).isEqualTo("\uFFFDa\\u0000");
    }

    @Test
    void showsNoSecretOfAnInvitation() {
        String secret = "5".repeat(64);
        assertThat(WireLog.text(
                        ("{\"type\":\"connect\",\"invitation\" : \"" + secret + "\",\"port\":9001}").getBytes(UTF_8)))
                .isEqualTo("{\"type\":\"connect\",\"invitation\" : \"(secret)\",\"port\":9001}");
        String cut = "{\"x\":\"" + "x".repeat(WireLog.SHOWN - 60) + "\",\"invitation\":\"" + secret + "\"}";
        assertThat(WireLog.text(cut.getBytes(UTF_8))).contains("(secret)").doesNotContain("555");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"invitation\":\"0001",
                "\"invitation\" \n:[\"0001\"]}",
                "\"invitation\":\"\\\"0001\"}",
                "\"\\u0069nvitation\":\"0001\"}",
                "\"invit\\u0061\\u0074io\\u006E\":\"0001\"}"
            })
    void showsNoSecretHoweverItsFieldIsSpelled(String field) {
        assertThat(WireLog.text(("{\"type\":\"connect\"," + field).getBytes(UTF_8)))
                .startsWith("{\"type\":\"connect\",")
                .contains("\"(secret)\"")
                .doesNotContain("0001");
    }

    @Test
    void showsWhatIsOnlyCalledLikeASecret() {
        String get = "{\"type\":\"get\",\"name\":\"invitation\",\"x\":\"\\\"invitation\\\":\"}";
        assertThat(WireLog.text(get.getBytes(UTF_8))).isEqualTo(get);
    }
}
