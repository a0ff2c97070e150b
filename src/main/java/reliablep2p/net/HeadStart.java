package reliablep2p.net;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Has Java load its cryptography while the main thread still reads the options and opens the terminal: some 300 classes,
 * which the start of a peer would else wait for. Nothing of it is kept, and nobody waits for it.
 */
public final class HeadStart {
    private HeadStart() {}

    /** Begins in a thread of its own, which never keeps the process alive. */
    public static void begin() {
        Thread thread = new Thread(HeadStart::run, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            load();
        } catch (GeneralSecurityException | RuntimeException e) {
            return; // Whoever needs it will meet the same failure, and has somebody to tell; there is no log yet.
        }
    }

    static void load() throws GeneralSecurityException {
        CertificateFactory.getInstance("X.509");
        KeyFactory.getInstance("EC");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair throwaway = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(throwaway.getPrivate());
        byte[] signed = signature.sign();
        signature.initVerify(throwaway.getPublic());
        signature.verify(signed);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[0], new TrustManager[0], new SecureRandom());
        context.getServerSessionContext();
    }
}
