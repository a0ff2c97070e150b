package reliablep2p.bench;

import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reliablep2p.model.Sha256;

/** A piece of 1 MiB against its hash, taken in as it arrives: in buffers of 64 KiB. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class PieceVerificationBenchmark {
    private static final int PIECE = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final long SEED = 5;

    private final byte[] piece = new byte[PIECE];
    private final MessageDigest digest = Sha256.digest();
    private final Sha256 expected;

    /** Makes a piece, the same in every run. */
    public PieceVerificationBenchmark() {
        new Random(SEED).nextBytes(piece);
        expected = Sha256.of(piece);
    }

    /** Hashes the piece and compares. */
    @Benchmark
    public boolean verify() {
        for (int at = 0; at < PIECE; at += BUFFER) {
            digest.update(piece, at, BUFFER);
        }
        return Sha256.of(digest).equals(expected);
    }
}
