package reliablep2p.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The two PEM blocks (RFC 7468) of an identity. */
final class Pem {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final int LINE = 64;

    private Pem() {}

    static byte[] format(byte[] key, byte[] certificate) {
        return (block(KEY, key) + block(CERTIFICATE, certificate)).getBytes(StandardCharsets.US_ASCII);
    }

    static PrivateKey parseKey(byte[] pem) throws DamagedIdentityException {
        byte[] der = parseBlock(pem, KEY);
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new DamagedIdentityException("the private key is damaged", e);
        }
    }

    static X509Certificate parseCertificate(byte[] pem) throws DamagedIdentityException {
        ByteArrayInputStream der = new ByteArrayInputStream(parseBlock(pem, CERTIFICATE));
        try {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
            if (der.available() > 0) {
                throw new DamagedIdentityException("there is more than one certificate");
            }
            return certificate;
        } catch (GeneralSecurityException e) {
            throw new DamagedIdentityException("the certificate is damaged", e);
        }
    }

    private static String block(String label, byte[] der) {
        byte[] newline = {'\n'};
        return begin(label) + Base64.getMimeEncoder(LINE, newline).encodeToString(der) + "\n" + end(label) + "\n";
    }

    private static byte[] parseBlock(byte[] pem, String label) throws DamagedIdentityException {
        String text = new String(pem, StandardCharsets.US_ASCII);
        int begin = text.indexOf(begin(label));
        int end = text.indexOf(end(label));
        if (begin < 0 || end < begin) {
            throw new DamagedIdentityException("there is no whole " + label + " block");
        }
        String body = text.substring(begin + begin(label).length(), end);
        try {
            // The basic decoder refuses what the MIME decoder would skip: anything but base64 is damage.
            return Base64.getDecoder().decode(body.replace("\r", "").replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw new DamagedIdentityException("the " + label + " block is no base64", e);
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----\n";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
