package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.trust.Identity;

class ClearTokensTest {
    private static final X509Certificate CERTIFICATE = Identity.generate().certificate();

    private final AtomicLong nanos = new AtomicLong();
    private final ClearTokens tokens = new ClearTokens(nanos::get);

    @Test
    void isGoodOnce() {
        ClearAnswer given = tokens.give(CERTIFICATE);

        assertThat(tokens.redeem(bytes(given.token())))
                .hasValueSatisfying(holder -> assertThat(holder.certificate()).isEqualTo(CERTIFICATE));
        assertThat(tokens.redeem(bytes(given.token()))).isEmpty();
    }

    @Test
    void isGoodForAShortTime() {
        ClearAnswer early = tokens.give(CERTIFICATE);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(tokens.redeem(bytes(early.token()))).isPresent();

        ClearAnswer late = tokens.give(CERTIFICATE);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() + 1);
        assertThat(tokens.redeem(bytes(late.token()))).isEmpty();
    }

    @Test
    void knowsNoOthers() {
        ClearAnswer given = tokens.give(CERTIFICATE);

        assertThat(tokens.redeem(new byte[ClearTokens.TOKEN_BYTES])).isEmpty();
        assertThat(tokens.redeem(bytes(given.proof()))).isEmpty();
    }

    @Test
    void keepsABoundedNumber() {
        ClearAnswer first = tokens.give(CERTIFICATE);
        ClearAnswer last = first;
        for (int i = 0; i < 1_024; i++) {
            last = tokens.give(CERTIFICATE);
        }
        assertThat(tokens.redeem(bytes(first.token()))).isEmpty();
        assertThat(tokens.redeem(bytes(last.token()))).isPresent();
    }

    @Test
    void comparesTheProof() {
        ClearAnswer given = tokens.give(CERTIFICATE);

        assertThat(ClearTokens.isProof(bytes(given.proof()), given)).isTrue();
        assertThat(ClearTokens.isProof(bytes(given.token()), given)).isFalse();
        assertThat(ClearTokens.isProof(new byte[0], given)).isFalse();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
