package reliablep2p.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PeerId;

class IdentityTest {
    private static final String END = "-----END CERTIFICATE-----";

    private final Identity identity = Identity.generate();
    private final byte[] pem = identity.toPem();

    @Test
    void isKeptAsPem() throws Exception {
        Identity read = Identity.parsePem(pem);

        assertThat(read.id()).isEqualTo(identity.id());
        assertThat(read.key()).isEqualTo(identity.key());
        assertThat(read.certificate()).isEqualTo(identity.certificate());
        assertThat(read.toPem()).isEqualTo(pem);
    }

    @Test
    void isTheHashOfItsCertificate() throws Exception {
        assertThat(identity.id())
                .isEqualTo(PeerId.ofCertificate(identity.certificate().getEncoded()));
    }

    @Test
    void isAnotherEveryTime() {
        Identity other = Identity.generate();

        assertThat(other.id()).isNotEqualTo(identity.id());
        assertThat(other.certificate().getSerialNumber())
                .isNotEqualTo(identity.certificate().getSerialNumber());
    }

    @Test
    void hasACertificateThatOutlivesItsPeer() throws Exception {
        Instant now = Instant.now();

        identity.certificate().checkValidity();
        assertThat(identity.certificate().getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(99 * 365)));
        assertThat(identity.certificate().getNotBefore().toInstant()).isBefore(now.minus(Duration.ofDays(1)));
        assertThat(identity.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=ReliableP2P peer");
        assertThat(identity.certificate().getSerialNumber().bitLength()).isEqualTo(128);
        assertThat(((ECPublicKey) identity.certificate().getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void rejectsEveryTruncation() {
        int whole = new String(pem, StandardCharsets.US_ASCII).indexOf(END) + END.length();
        for (int length = 0; length < whole; length++) {
            byte[] part = Arrays.copyOf(pem, length);
            assertThatExceptionOfType(DamagedIdentityException.class)
                    .as("the first %s bytes", length)
                    .isThrownBy(() -> Identity.parsePem(part));
        }
    }

    @Test
    void neverBecomesAnotherByAnAlteredByte() {
        for (int position = 0; position < pem.length; position++) {
            byte[] altered = pem.clone();
            altered[position] ^= 1;
            assertDamagedOrTheSame(altered, "the byte at " + position);
        }
    }

    @Test
    void neverBecomesAnotherByAnAlteredBitUnderThePem() throws Exception {
        byte[] key = identity.key().getEncoded();
        byte[] certificate = identity.certificate().getEncoded();
        for (int position = 0; position < key.length + certificate.length; position++) {
            byte[] alteredKey = key.clone();
            byte[] alteredCertificate = certificate.clone();
            if (position < key.length) {
                alteredKey[position] ^= (byte) 0x80;
            } else {
                alteredCertificate[position - key.length] ^= (byte) 0x80;
            }
            assertDamagedOrTheSame(Pem.format(alteredKey, alteredCertificate), "the byte at " + position);
        }
    }

    @Test
    void rejectsTheKeyOfAnother() throws Exception {
        byte[] mixed = Pem.format(
                Identity.generate().key().getEncoded(), identity.certificate().getEncoded());

        assertThatExceptionOfType(DamagedIdentityException.class)
                .isThrownBy(() -> Identity.parsePem(mixed))
                .withMessage("the certificate is not that of the key");
    }

    @Test
    void rejectsZeroes() {
        assertThatExceptionOfType(DamagedIdentityException.class)
                .isThrownBy(() -> Identity.parsePem(new byte[pem.length]));
    }

    @Test
    void rejectsMoreThanItsLimitBeforeReadingIt() {
        byte[] oversized = Arrays.copyOf(pem, Identity.MAX_PEM_BYTES + 1);
        byte[] largest = Arrays.copyOf(pem, Identity.MAX_PEM_BYTES);

        assertThatExceptionOfType(DamagedIdentityException.class)
                .isThrownBy(() -> Identity.parsePem(oversized))
                .withMessageContaining("at most 16384 bytes");
        assertDamagedOrTheSame(largest, "zeroes after the end");
    }

    @Test
    void doesNotShowItsKey() {
        String secret = Base64.getEncoder().encodeToString(identity.key().getEncoded());

        assertThat(identity.toString())
                .doesNotContain(secret.substring(20, 40))
                .contains(identity.id().shortened());
    }

    private void assertDamagedOrTheSame(byte[] bytes, String altered) {
        try {
            assertThat(Identity.parsePem(bytes).id()).as(altered).isEqualTo(identity.id());
        } catch (DamagedIdentityException e) {
            assertThat(e).hasMessageNotContainingAny("\n");
        }
    }
}
