package reliablep2p.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
    private static InputStream after(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }

    @Test
    void isReadWholeAndNothingAfterIt() throws Exception {
        InputStream in = after("03010003" + "0a0b0c" + "ffff");
        assertThat(ClientHello.read(0x16, in)).isEqualTo(HexFormat.of().parseHex("16" + "03010003" + "0a0b0c"));
        assertThat(in.readAllBytes()).hasSize(2);
    }

    @Test
    void takesNoMoreThanARecordMayHold() throws Exception {
        InputStream in = after("03014001" + "0a");
        assertThat(ClientHello.read(0x16, in)).hasSize(5);
        assertThat(in.readAllBytes()).hasSize(1);
    }

    @Test
    void givesWhatCameWhenTheStreamEnds() throws Exception {
        assertThat(ClientHello.read(0x16, after("0301"))).hasSize(3);
        assertThat(ClientHello.read(0x16, after("030100ff0a"))).hasSize(6);
        assertThat(ClientHello.read(-1, after(""))).isEmpty();
    }

    @Test
    void readsNothingOfWhatIsNone() throws Exception {
        InputStream in = new ByteArrayInputStream("ET / HTTP/1.1".getBytes(US_ASCII));
        assertThat(ClientHello.read('G', in)).containsExactly('G');
        assertThat(in.readAllBytes()).hasSize(13);
    }
}
