package reliablep2p.node.serve;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Sha256;

/**
 * How often each piece of a file was given to those who let this side choose: the one given least is the one that the
 * others need most, because they can then have it of each other. Of few files, those asked for last.
 *
 * <p>Thread-safe; the monitor of {@code given} guards it.
 */
final class Givings {
    private static final int FILES = 64;

    private final Map<Sha256, int[]> given = new LinkedHashMap<>(16, 0.75f, true);
    private final RandomGenerator random;

    Givings(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Chooses a piece, and counts it as given.
     *
     * @param count how many pieces the file has
     * @return empty if none of those that are wanted exists
     */
    OptionalInt choose(Sha256 content, int count, PieceSet wanted) {
        synchronized (given) {
            int[] times = given.computeIfAbsent(content, c -> new int[count]);
            if (given.size() > FILES) {
                given.remove(given.keySet().iterator().next());
            }
            BitSet least = new BitSet();
            int fewest = Integer.MAX_VALUE;
            for (int piece = 0; piece < Math.min(count, times.length); piece++) {
                if (wanted.has(piece) && times[piece] <= fewest) {
                    if (times[piece] < fewest) {
                        least.clear();
                        fewest = times[piece];
                    }
                    least.set(piece);
                }
            }
            if (least.isEmpty()) {
                return OptionalInt.empty();
            }
            int chosen = nth(least, random.nextInt(least.cardinality()));
            times[chosen]++;
            return OptionalInt.of(chosen);
        }
    }

    private static int nth(BitSet bits, int n) {
        int bit = bits.nextSetBit(0);
        for (int i = 0; i < n; i++) {
            bit = bits.nextSetBit(bit + 1);
        }
        return bit;
    }
}
