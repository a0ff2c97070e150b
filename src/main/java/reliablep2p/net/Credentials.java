package reliablep2p.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a peer shows to others, and the key that proves it.
 *
 * @param key secret
 * @param certificate that of the key; its SHA-256 is the peer's id
 */
public record Credentials(PrivateKey key, X509Certificate certificate) {
    /** Never the key. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
