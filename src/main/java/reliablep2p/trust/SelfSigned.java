package reliablep2p.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and self-signed certificates. The name and the dates in them mean nothing: the id is what is pinned. */
final class SelfSigned {
    static final String SIGNATURE = "SHA256withECDSA";

    private static final String NAME = "CN=ReliableP2P peer";
    private static final int SERIAL_BITS = 127;
    private static final Duration CLOCK_SKEW = Duration.ofDays(2);
    /** A hundred years: an expiry would only lock a peer out of its own identity. */
    private static final Duration VALIDITY = Duration.ofDays(36_525);

    private SelfSigned() {}

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static X509Certificate certificate(KeyPair pair) throws CertificateException {
        X500Name name = new X500Name(NAME);
        Instant from = Instant.now().minus(CLOCK_SKEW);
        BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial, Date.from(from), Date.from(from.plus(VALIDITY)), name, pair.getPublic());
        try {
            ContentSigner signer = new JcaContentSignerBuilder(SIGNATURE).build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new CertificateException("can't sign with a fresh key", e);
        }
    }
}
