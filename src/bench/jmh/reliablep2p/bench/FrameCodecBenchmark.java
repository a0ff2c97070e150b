package reliablep2p.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.ProtocolException;

/** Messages to the bytes of a frame and back: the smallest that a transfer needs, and a map near its frame's limit. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class FrameCodecBenchmark {
    private static final int PEERS = 256;
    private static final int FILES = 1_200;
    private static final int HOLDERS = 16;

    private final Message get = new GetRequest(new FileName("hangman.java"), Hashes.content(1));
    private final Message map = map();
    private final byte[] getFrame = MessageCodec.encode(get);
    private final byte[] mapFrame = MessageCodec.encode(map);

    /** Writes a {@code get}. */
    @Benchmark
    public byte[] encodeGet() {
        return MessageCodec.encode(get);
    }

    /** Reads a {@code get}. */
    @Benchmark
    public Message decodeGet() throws ProtocolException {
        return MessageCodec.decode(getFrame);
    }

    /** Writes a map of 1,200 files with 16 holders each. */
    @Benchmark
    public byte[] encodeMap() {
        return MessageCodec.encode(map);
    }

    /** Reads a map of 1,200 files with 16 holders each. */
    @Benchmark
    public Message decodeMap() throws ProtocolException {
        return MessageCodec.decode(mapFrame);
    }

    private static Message map() {
        List<MapAnswer.Claim> claims = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<PeerId> holders = new ArrayList<>();
            for (int holder = 0; holder < HOLDERS; holder++) {
                holders.add(Hashes.peer((file + holder * 7) % PEERS));
            }
            claims.add(new MapAnswer.Claim(new FileName("file-" + file + ".bin"), Hashes.content(file), holders));
        }
        return new MapAnswer(claims);
    }
}
