package reliablep2p.net;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import reliablep2p.protocol.ClearAnswer;

/**
 * The tokens that a server has handed out for connections without encryption: each is good for one connection, and for a
 * short time. Thread-safe; the monitor guards {@code open}. {@code docs/PROTOCOL.md}, section "Clear connections".
 */
final class ClearTokens {
    /** What a connection without encryption begins with, before the token; TLS begins with another byte. */
    static final byte[] PREAMBLE = {'R', 'P', '2', 'P', 'C', 'L', 'R', '\n'};

    static final int TOKEN_BYTES = 32;

    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final int MOST = 1_024;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;
    /** By token, oldest first. */
    private final Map<String, Open> open = new LinkedHashMap<>();

    ClearTokens() {
        this(System::nanoTime);
    }

    ClearTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whom a token was given to, and the answer with what it will be told. */
    record Holder(X509Certificate certificate, ClearAnswer answer) {
        byte[] proof() {
            return HexFormat.of().parseHex(answer.proof());
        }
    }

    private record Open(Holder holder, long given) {}

    /** Makes a token for whoever has this certificate. */
    synchronized ClearAnswer give(X509Certificate certificate) {
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        ClearAnswer answer = new ClearAnswer(random(), random());
        open.put(answer.token(), new Open(new Holder(certificate, answer), nanoTime.getAsLong()));
        return answer;
    }

    /** Takes a token back that was shown; empty if it is none, was used or is too old. */
    synchronized Optional<Holder> redeem(byte[] token) {
        Open found = open.remove(HexFormat.of().formatHex(token));
        return found != null && nanoTime.getAsLong() - found.given() <= LIFE.toNanos()
                ? Optional.of(found.holder())
                : Optional.empty();
    }

    /** Compares without telling by the time how much was right. */
    static boolean isProof(byte[] shown, ClearAnswer expected) {
        return MessageDigest.isEqual(shown, HexFormat.of().parseHex(expected.proof()));
    }

    private String random() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
