package reliablep2p.net;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Sha256;

/**
 * Runs the cipher of TLS, and SHA-256, on a few bytes, many times, before there is a file to receive.
 *
 * <p>Java uses the processor's own instructions for them only in code that it has compiled for good, which it does
 * after some thousand calls. The records of a file make those calls too, but each of the first ones works
 * through a whole record at an interpreter's speed. Short messages make the same number of calls for little. Nothing of this is secret, sent or kept.
 */
public final class CipherWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(CipherWarmUp.class);

    private static final int ROUNDS = 12_000;
    private static final int MESSAGE = 64;
    private static final int HASHED = 256;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private CipherWarmUp() {}

    /**
     * Begins in a thread of its own, once a process, and takes a part of a second of one processor's time.
     *
     * @param delay leaves the processors to what is more urgent, such as showing the prompt
     */
    public static void start(ConnectionThreads threads, Duration delay) {
        threads.start("cipher warm-up", () -> runAfter(delay));
    }

    private static void runAfter(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody interrupts it, and nothing is lost.
        }
    }

    private static void run() {
        try {
            Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
            Cipher open = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
            ByteBuffer plain = ByteBuffer.allocate(MESSAGE);
            ByteBuffer sealed = ByteBuffer.allocate(MESSAGE + TAG);
            byte[] nonce = new byte[NONCE];
            MessageDigest digest = Sha256.digest();
            byte[] hashed = new byte[HASHED];
            for (int round = 0; round < ROUNDS; round++) {
                ByteBuffer.wrap(nonce).putInt(round);
                GCMParameterSpec spec = new GCMParameterSpec(TAG * Byte.SIZE, nonce);
                seal.init(Cipher.ENCRYPT_MODE, key, spec);
                seal.updateAAD(nonce);
                seal.doFinal(plain.clear(), sealed.clear());
                open.init(Cipher.DECRYPT_MODE, key, spec);
                open.updateAAD(nonce);
                open.doFinal(sealed.flip(), plain.clear());
                digest.update(hashed);
            }
        } catch (GeneralSecurityException e) {
            LOG.debug("the cipher could not be warmed up; the first transfer will be slower", e);
        }
    }
}
