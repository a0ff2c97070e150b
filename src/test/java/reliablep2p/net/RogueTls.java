package reliablep2p.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
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
        keyManagers = chain.length == 0 ? new KeyManager[0] : new KeyManager[] {new OneKey(key, chain)};
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

    /** Shows one chain, to everybody; a key store would take longer than the whole handshake. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "rogue";

        private final PrivateKey key;
        private final X509Certificate[] chain;

        OneKey(PrivateKey key, X509Certificate... chain) {
            this.key = key;
            this.chain = chain.clone();
        }

        private @Nullable String alias(String... types) {
            return List.of(types).contains(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias(types);
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return alias(type);
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal[] issuers) {
            return alias(type) == null ? null : new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
            return getClientAliases(type, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
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
