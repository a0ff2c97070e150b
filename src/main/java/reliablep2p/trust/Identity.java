package reliablep2p.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import reliablep2p.model.PeerId;

/**
 * A peer's own key and certificate; its id is the SHA-256 of the certificate. Immutable.
 *
 * <p>Whoever has the key is that peer: {@link #toPem} is to be kept in a file that only its owner can read.
 */
public final class Identity {
    /** The longest text that {@link #parsePem} reads, in bytes; a real one has about 900. */
    public static final int MAX_PEM_BYTES = 16 * 1024;

    private static final int CHALLENGE_BYTES = 32;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final PeerId id;

    private Identity(PrivateKey key, X509Certificate certificate) throws CertificateEncodingException {
        this.key = key;
        this.certificate = certificate;
        this.id = PeerId.ofCertificate(certificate.getEncoded());
    }

    /** Makes a new peer: a fresh P-256 key and a certificate that it signs itself. */
    public static Identity generate() {
        try {
            KeyPair pair = SelfSigned.keyPair();
            return new Identity(pair.getPrivate(), SelfSigned.certificate(pair));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't make a P-256 certificate", e);
        }
    }

    /**
     * Reads what {@link #toPem} has written.
     *
     * @throws DamagedIdentityException if it is not one private key and its certificate, each whole and unaltered
     */
    public static Identity parsePem(byte[] pem) throws DamagedIdentityException {
        if (pem.length > MAX_PEM_BYTES) {
            throw new DamagedIdentityException("an identity has at most " + MAX_PEM_BYTES + " bytes");
        }
        PrivateKey key = Pem.parseKey(pem);
        X509Certificate certificate = Pem.parseCertificate(pem);
        try {
            // The certificate's own signature shows that no byte of it was changed, which would change the id.
            certificate.verify(certificate.getPublicKey());
            checkPair(key, certificate.getPublicKey());
            return new Identity(key, certificate);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new DamagedIdentityException("the certificate is altered or not that of the key", e);
        }
    }

    /** The private key (PKCS #8, RFC 5208) and the certificate as PEM (RFC 7468): secret. */
    public byte[] toPem() {
        try {
            return Pem.format(key.getEncoded(), certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was encoded before", e);
        }
    }

    /** The private key: secret. */
    public PrivateKey key() {
        return key;
    }

    /** The certificate, which every other side gets to see. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Who this peer is. */
    public PeerId id() {
        return id;
    }

    /** The id; never the key. */
    @Override
    public String toString() {
        return "Identity " + id.shortened();
    }

    private static void checkPair(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException, DamagedIdentityException {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        new SecureRandom().nextBytes(challenge);
        Signature signer = Signature.getInstance(SelfSigned.SIGNATURE);
        signer.initSign(key);
        signer.update(challenge);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(SelfSigned.SIGNATURE);
        verifier.initVerify(publicKey);
        verifier.update(challenge);
        if (!verifier.verify(signature)) {
            throw new DamagedIdentityException("the certificate is not that of the key");
        }
    }
}
