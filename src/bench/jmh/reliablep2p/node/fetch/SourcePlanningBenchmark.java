package reliablep2p.node.fetch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;

/** All decisions of one transfer of 2,048 pieces from 8 sources: which piece comes from whom next. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class SourcePlanningBenchmark {
    private static final int SOURCES = 8;
    private static final long SEED = 5;

    private final List<PeerId> sources = new ArrayList<>();
    private final List<PieceSet> whole = new ArrayList<>();
    private final List<PieceSet> partial = new ArrayList<>();

    /** Makes sources that have all pieces, and others that have about half of them; the first of these has all. */
    public SourcePlanningBenchmark() {
        Random random = new Random(SEED);
        for (int source = 0; source < SOURCES; source++) {
            sources.add(new PeerId(Sha256.of(new byte[] {(byte) source}).hex()));
            whole.add(PieceSet.all(Pieces.MAX_COUNT));
            BitSet some = new BitSet();
            for (int piece = 0; piece < Pieces.MAX_COUNT; piece++) {
                some.set(piece, source == 0 || random.nextBoolean());
            }
            partial.add(PieceSet.of(some));
        }
    }

    /** Where everybody has everything. */
    @Benchmark
    public int wholeSources() {
        return plan(whole);
    }

    /** Where the rarest has to be found among many. */
    @Benchmark
    public int partialSources() {
        return plan(partial);
    }

    private int plan(List<PieceSet> sets) {
        PiecePlan plan = new PiecePlan(Pieces.MAX_COUNT, PieceSet.none(), new Random(SEED));
        int decisions = 0;
        while (!plan.isDone()) {
            for (int source = 0; source < SOURCES; source++) {
                plan.next(sources.get(source), sets.get(source), sets, 1)
                        .ifPresent(run -> plan.done(run.first()));
                decisions++;
            }
        }
        return decisions;
    }
}
