package reliablep2p.trust.journal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;

/** The certificate of a database peer, by which everything is proved that it has signed. Immutable. */
public final class NetworkKey {
    /** Makes sure that a head is never taken for something else that the same key has signed, such as a handshake. */
    static final String HEAD = "reliablep2p catalog head 1\n";

    /** The same for an admission. */
    static final String ADMISSION = "reliablep2p admission 1\n";

    private static final int MAX_CERTIFICATE = 8 * 1024;

    private final X509Certificate certificate;
    private final byte[] der;
    private final PeerId id;

    /** Makes it. */
    public NetworkKey(X509Certificate certificate) {
        try {
            this.certificate = certificate;
            this.der = certificate.getEncoded();
            this.id = PeerId.ofCertificate(der);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was encoded before", e);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws JournalException if it is no certificate
     */
    static NetworkKey parse(String text) throws JournalException {
        if (text.length() > MAX_CERTIFICATE) {
            throw new JournalException(0, "the certificate is too long");
        }
        try {
            byte[] der = Base64.getDecoder().decode(text);
            return new NetworkKey((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new JournalException(0, "the certificate is damaged");
        }
    }

    /** Whose key it is: the network's id. */
    public PeerId id() {
        return id;
    }

    /** The certificate in Base64 of its DER. */
    String text() {
        return Base64.getEncoder().encodeToString(der);
    }

    /**
     * What a signed head says.
     *
     * @throws JournalException if this key has not signed it, or it is malformed
     */
    public CatalogHead head(SignedText text) throws JournalException {
        return CatalogHead.parse(proved(HEAD, text));
    }

    /**
     * What a signed admission says.
     *
     * @throws JournalException if this key has not signed it, or it is malformed
     */
    public Ticket ticket(SignedText text) throws JournalException {
        return Ticket.parse(proved(ADMISSION, text));
    }

    private byte[] proved(String context, SignedText text) throws JournalException {
        byte[] payload = text.payload().getBytes(StandardCharsets.UTF_8);
        try {
            Signature verifier = Signature.getInstance(algorithm());
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(context.getBytes(StandardCharsets.US_ASCII));
            verifier.update(payload);
            if (verifier.verify(Base64.getDecoder().decode(text.signature()))) {
                return payload;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Damaged beyond being a signature: as wrong as one of another key.
        }
        throw new JournalException(0, "the signature is not that of the network's key");
    }

    private String algorithm() {
        return switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }
}
