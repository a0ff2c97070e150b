package reliablep2p.node.fetch;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceSet;

/**
 * Which piece of a file comes from whom next: those first that the fewest sources have, neighbours together in one
 * request, and near the end those of the slowest a second time. Not thread-safe: used under the lock of {@link Transfer}.
 */
final class PiecePlan {
    private final int count;
    private final RandomGenerator random;
    private final BitSet done;
    /** Who is getting a piece that is not done. */
    private final Map<Integer, Set<PeerId>> inFlight = new HashMap<>();

    /**
     * Begins.
     *
     * @param count how many pieces the file has
     * @param verified those that are here
     */
    PiecePlan(int count, PieceSet verified, RandomGenerator random) {
        this.count = count;
        this.done = verified.toBits();
        this.random = random;
    }

    /** Neighbouring pieces, to be asked for at once. */
    record Run(int first, int count) {
        int end() {
            return first + count;
        }
    }

    boolean isDone() {
        return done.cardinality() == count;
    }

    int remaining() {
        return count - done.cardinality();
    }

    /** The pieces that nobody is getting. */
    BitSet open() {
        BitSet open = new BitSet(count);
        open.set(0, count);
        open.andNot(done);
        inFlight.keySet().forEach(open::clear);
        return open;
    }

    /**
     * Chooses pieces that nobody is getting.
     *
     * @param has what the source has
     * @param others what each source has, this one included, to find out what is rare
     * @param most how many pieces at most
     * @return empty if there is none
     */
    Optional<Run> next(PeerId source, PieceSet has, Collection<PieceSet> others, int most) {
        BitSet open = open();
        open.and(has.toBits());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        int first = rarest(open, others);
        int end = first + 1;
        while (end < first + most && open.get(end)) {
            end++;
        }
        Run run = new Run(first, end - first);
        take(source, run);
        return Optional.of(run);
    }

    /** Takes a piece that only another source is getting, of those that were named. */
    Optional<Run> second(PeerId source, PieceSet has, Set<PeerId> slower) {
        for (Map.Entry<Integer, Set<PeerId>> piece : inFlight.entrySet()) {
            Set<PeerId> getting = piece.getValue();
            if (has.has(piece.getKey()) && getting.size() == 1 && slower.containsAll(getting)) {
                Run run = new Run(piece.getKey(), 1);
                take(source, run);
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /** Whether the source is getting a piece. */
    boolean isGetting(PeerId source) {
        return inFlight.values().stream().anyMatch(getting -> getting.contains(source));
    }

    /** These pieces come from this source, too. */
    void take(PeerId source, Run run) {
        for (int piece = run.first(); piece < run.end(); piece++) {
            inFlight.computeIfAbsent(piece, p -> new HashSet<>()).add(source);
        }
    }

    /** The piece is here, verified. */
    void done(int piece) {
        done.set(piece);
        inFlight.remove(piece);
    }

    /** What is not done of these pieces does not come from this source. */
    void giveBack(PeerId source, Run run) {
        for (int piece = run.first(); piece < run.end(); piece++) {
            inFlight.computeIfPresent(piece, (p, getting) -> without(getting, source));
        }
    }

    private static @Nullable Set<PeerId> without(Set<PeerId> getting, PeerId source) {
        getting.remove(source);
        return getting.isEmpty() ? null : getting;
    }

    /** One of those that the fewest have; where all are equally rare and everybody has all, the first. */
    private int rarest(BitSet open, Collection<PieceSet> others) {
        if (others.stream().allMatch(set -> set.size() >= count)) {
            return open.nextSetBit(0);
        }
        int chosen = -1;
        int fewest = Integer.MAX_VALUE;
        int equals = 0;
        for (int piece = open.nextSetBit(0); piece >= 0; piece = open.nextSetBit(piece + 1)) {
            int candidate = piece;
            int having = (int) others.stream().filter(set -> set.has(candidate)).count();
            equals = having < fewest ? 1 : having == fewest ? equals + 1 : equals;
            if (having < fewest || (having == fewest && random.nextInt(equals) == 0)) {
                chosen = piece;
                fewest = having;
            }
        }
        return chosen;
    }
}
