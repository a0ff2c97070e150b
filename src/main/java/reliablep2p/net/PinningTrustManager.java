package reliablep2p.net;

import java.net.Socket;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;

/**
 * Accepts exactly one certificate with a strong key, whoever signed it and whatever it says: the id is its hash, and
 * that the other side has its key is shown by the handshake. On the dialling side it refuses any other than the
 * expected peer; TLS 1.3 (RFC 8446, section 2) has the client send its own certificate only after that.
 *
 * <p>Extends {@link X509ExtendedTrustManager}, because Java wraps any other kind in checks of names and dates.
 */
final class PinningTrustManager extends X509ExtendedTrustManager {
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private final @Nullable PeerId expected;
    private volatile @Nullable PeerId refused;

    /**
     * @param expected the only peer that is accepted as a server, or null for any
     */
    PinningTrustManager(@Nullable PeerId expected) {
        this.expected = expected;
    }

    /** Who was refused because another was expected, or null. */
    @Nullable
    PeerId refused() {
        return refused;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkLeaf(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        PeerId actual = PeerId.ofCertificate(checkLeaf(chain).getEncoded());
        if (expected != null && !expected.equals(actual)) {
            refused = actual;
            throw new CertificateException("another peer than the expected one");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static X509Certificate checkLeaf(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("a peer shows exactly one certificate");
        }
        if (!isStrong(chain[0].getPublicKey())) {
            throw new CertificateException("a peer's key is P-256, Ed25519 or RSA of 2048 bits or more");
        }
        return chain[0];
    }

    private static boolean isStrong(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength() == EC_BITS;
        }
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= RSA_BITS;
        }
        return key instanceof EdECPublicKey ed && ed.getParams().getName().equalsIgnoreCase("Ed25519");
    }
}
