package reliablep2p.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import reliablep2p.trust.Identity;

/** TLS as a rogue peer speaks it: believes everything, shows whatever certificates it was given, in any version. */
public final class RogueTls {
    private final KeyManager[] keyManagers;
    private final Everything trust = new Everything();
    private String[] protocols = {"TLSv1.3"};
    private String[] ciphers = {"TLS_AES_128_GCM_SHA256"};

    /** With this identity. */
    public RogueTls(Identity identity) {
        this(identity.key(), identity.certificate());
    }

    /** With this key and chain, which need not belong together; without a chain it shows no certificate. */
    public RogueTls(PrivateKey key, X509Certificate... chain) {
        try {
            keyManagers = chain.length == 0 ? new KeyManager[0] : keyManagers(key, chain);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Offers this version only. */
    public RogueTls protocol(String protocol) {
        protocols = new String[] {protocol};
        return this;
    }

    /** Offers this cipher only. */
    public RogueTls cipher(String cipher) {
        ciphers = new String[] {cipher};
        return this;
    }

    /** How many certificates others have shown to it. */
    public int certificatesSeen() {
        return trust.seen.get();
    }

    SSLSocket dialled(Socket raw) throws IOException, GeneralSecurityException {
        return layered(raw, true);
    }

    SSLSocket accepted(Socket raw) throws IOException, GeneralSecurityException {
        SSLSocket socket = layered(raw, false);
        socket.setNeedClientAuth(true);
        return socket;
    }

    private SSLSocket layered(Socket raw, boolean client) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers, new TrustManager[] {trust}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, "127.0.0.1", raw.getPort(), true);
        socket.setUseClientMode(client);
        socket.setEnabledProtocols(protocols);
        socket.setEnabledCipherSuites(ciphers);
        return socket;
    }

    private static KeyManager[] keyManagers(PrivateKey key, Certificate... chain)
            throws GeneralSecurityException, IOException {
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("rogue", key, password, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static final class Everything extends X509ExtendedTrustManager {
        private final AtomicInteger seen = new AtomicInteger();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            seen.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            seen.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            seen.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            seen.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            seen.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            seen.incrementAndGet();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
