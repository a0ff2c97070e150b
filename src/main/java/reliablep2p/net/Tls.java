package reliablep2p.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import reliablep2p.model.PeerId;

/**
 * TLS 1.3 (RFC 8446) with both sides' certificates, as {@code docs/PROTOCOL.md}, section "Connections", asks for it.
 * Thread-safe.
 *
 * <p>Sessions are never resumed: a resumed handshake shows no certificate, so that no expected id could be checked in
 * it. Every dialled connection has a context of its own, and a server offers no tickets.
 */
final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    /** No ChaCha20: five times slower than AES on a processor that has instructions for AES. */
    private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};
    /** RFC 8446, section 4.6.1, allows tickets to live for 7 days; Java offers none that are to live longer. */
    private static final Duration NO_TICKETS = Duration.ofDays(30);

    private final KeyManager[] keyManagers;
    private final SSLContext serverContext;

    Tls(Credentials credentials) {
        try {
            keyManagers = new KeyManager[] {new OwnKey(credentials)};
            serverContext = context(new PinningTrustManager(null));
            serverContext.getServerSessionContext().setSessionTimeout((int) NO_TICKETS.toSeconds());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key and certificate that TLS can't use", e);
        }
    }

    /** Lays TLS over a connected socket that was dialled; closing the result closes the socket. */
    SSLSocket dialled(Socket raw, PinningTrustManager trust) throws IOException {
        try {
            return layered(context(trust), raw);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS failed", e);
        }
    }

    /**
     * Lays TLS over a socket that was accepted; closing the result closes the socket.
     *
     * @param consumed what was read of it already
     */
    SSLSocket accepted(Socket raw, byte[] consumed) throws IOException {
        SSLSocket socket = (SSLSocket)
                serverContext.getSocketFactory().createSocket(raw, new ByteArrayInputStream(consumed), true);
        socket.setNeedClientAuth(true);
        return restricted(socket);
    }

    /** What the other side has shown in this connection whose handshake has ended. */
    static X509Certificate remoteCertificate(SSLSocket socket) throws SSLPeerUnverifiedException {
        // The trust manager lets no other kind through.
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** Whose certificate it is. */
    static PeerId id(X509Certificate certificate) {
        try {
            return PeerId.ofCertificate(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded before", e);
        }
    }

    private SSLContext context(PinningTrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keyManagers, new TrustManager[] {trust}, null);
        return context;
    }

    private static SSLSocket layered(SSLContext context, Socket raw) throws IOException {
        // The numeric address, because Java would tell a host name to the other side (SNI).
        String host = raw.getInetAddress().getHostAddress();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
        socket.setUseClientMode(true);
        return restricted(socket);
    }

    private static SSLSocket restricted(SSLSocket socket) {
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setEnabledCipherSuites(CIPHERS);
        return socket;
    }
}
