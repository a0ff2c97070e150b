package reliablep2p.trust.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.trust.Identity;

class NetworkKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final CatalogHead HEAD =
            new CatalogHead(3, 900, new Sha256("ab".repeat(32)), NOW, NOW.plus(Duration.ofDays(7)));
    private static final Ticket TICKET = new Ticket(new PeerId("cd".repeat(32)), NOW, NOW.plusSeconds(60));

    private final Identity identity = Identity.generate();
    private final NetworkSigner signer = new NetworkSigner(identity);
    private final NetworkKey key = signer.key();
    private final SignedText head = signer.sign(HEAD);
    private final SignedText ticket = signer.sign(TICKET);

    @Test
    void provesWhatItSigned() throws Exception {
        assertThat(key.head(head)).isEqualTo(HEAD);
        assertThat(key.ticket(ticket)).isEqualTo(TICKET);
        assertThat(key.id()).isEqualTo(identity.id());
        NetworkKey read = HeadFile.parse(new HeadFile(head, key).toBytes()).key();
        assertThat(read.id()).isEqualTo(key.id());
        assertThat(read.head(head)).isEqualTo(HEAD);
    }

    @Test
    void aHeadIsNoAdmissionAndAnAdmissionNoHead() {
        expectRefusal(() -> key.ticket(head), "signature");
        expectRefusal(() -> key.head(ticket), "signature");
        // Even if both texts were the same.
        String both = TICKET.payload().replace("}", ",") + HEAD.payload().substring(1);
        SignedText asHead = signed("SHA256withECDSA", NetworkKey.HEAD, both);
        expectRefusal(() -> key.ticket(asHead), "signature");
        expectRefusal(() -> key.head(signed("SHA256withECDSA", "", HEAD.payload())), "signature");
    }

    @Test
    void anotherKeyAnAlteredTextOrSignatureProveNothing() {
        expectRefusal(() -> new NetworkSigner(Identity.generate()).key().head(head), "signature");
        expectRefusal(
                () -> key.head(
                        new SignedText(head.payload().replace("\"number\":3", "\"number\":4"), head.signature())),
                "signature");
        expectRefusal(() -> key.head(new SignedText(head.payload() + " ", head.signature())), "signature");
        byte[] raw = Base64.getDecoder().decode(head.signature());
        for (int i = 0; i < raw.length; i++) {
            byte[] altered = raw.clone();
            altered[i] ^= 1;
            String text = Base64.getEncoder().encodeToString(altered);
            expectRefusal(() -> key.head(new SignedText(head.payload(), text)), "signature");
        }
        for (String bad :
                List.of("", "=", "%%%", "AAAA", "\u0000", head.signature().substring(1), "ä", "MAYCAQACAQA=")) {
            expectRefusal(() -> key.head(new SignedText(head.payload(), bad)), "signature");
        }
    }

    @Test
    void whatItSignedMustBeAHead() {
        for (String bad : List.of(
                "",
                "{}",
                "[]",
                HEAD.payload().replace("\"number\":3", "\"number\":-1"),
                HEAD.payload().replace("\"bytes\":900", "\"bytes\":1.5"),
                HEAD.payload().replace(HEAD.expires().toString(), "never"),
                HEAD.payload().replace("\"last\"", "\"first\""))) {
            expectRefusal(() -> key.head(signed("SHA256withECDSA", NetworkKey.HEAD, bad)), "head is malformed");
            expectRefusal(() -> key.ticket(signed("SHA256withECDSA", NetworkKey.ADMISSION, bad)), "malformed");
        }
    }

    @Test
    void otherKindsOfKeysProveToo() throws Exception {
        for (String algorithm : List.of("RSA", "Ed25519")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            KeyPair pair = generator.generateKeyPair();
            String how = algorithm.equals("RSA") ? "SHA256withRSA" : "Ed25519";
            NetworkKey other = new NetworkKey(certificate(pair, how));
            SignedText text = signed(pair.getPrivate(), how, NetworkKey.HEAD, HEAD.payload());
            assertThat(other.head(text)).isEqualTo(HEAD);
            assertThat(text.signature().length()).isLessThanOrEqualTo(SignedText.MAX_SIGNATURE);
            expectRefusal(() -> other.head(head), "signature");
            expectRefusal(() -> key.head(text), "signature");
            expectRefusal(() -> other.ticket(text), "signature");
        }
    }

    @Test
    void aHeadFileThatIsDamagedIsRefused() throws Exception {
        String good = new String(new HeadFile(head, key).toBytes(), UTF_8);
        assertThat(HeadFile.parse(good.getBytes(UTF_8)).head()).isEqualTo(head);
        for (String bad : List.of(
                "",
                "{}",
                "\u0000".repeat(good.length()),
                good.substring(0, good.length() / 2),
                good.replace("certificate\":\"MII", "certificate\":\"MIx"),
                good.replace("certificate\":\"", "certificate\":\"*"),
                good.replace("\"signature\"", "\"signatures\""))) {
            assertThatExceptionOfType(JournalException.class)
                    .as(bad)
                    .isThrownBy(() -> HeadFile.parse(bad.getBytes(UTF_8)));
        }
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> NetworkKey.parse("A".repeat(8 * 1024)))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> NetworkKey.parse("A".repeat(8 * 1024 + 1)))
                .withMessageContaining("too long");
    }

    private interface Proof {
        Object prove() throws JournalException;
    }

    private static void expectRefusal(Proof proof, String why) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(proof::prove)
                .withMessageContaining(why)
                .returns(0L, JournalException::line);
    }

    private SignedText signed(String algorithm, String context, String payload) {
        try {
            return signed(identity.key(), algorithm, context, payload);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SignedText signed(PrivateKey key, String algorithm, String context, String payload)
            throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(context.getBytes(US_ASCII));
        signature.update(payload.getBytes(UTF_8));
        return new SignedText(payload, Base64.getEncoder().encodeToString(signature.sign()));
    }

    private static X509Certificate certificate(KeyPair pair, String algorithm) throws Exception {
        X500Name name = new X500Name("CN=other");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.TEN,
                                Date.from(now),
                                Date.from(now.plus(Duration.ofDays(1))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
    }
}
