package reliablep2p.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceSet;
import reliablep2p.trust.Identity;

class PiecePlanTest {
    private static final int COUNT = 10;
    private static final PeerId ANN = Identity.generate().id();
    private static final PeerId BOB = Identity.generate().id();
    private static final PieceSet ALL = PieceSet.all(COUNT);

    private final PiecePlan plan = new PiecePlan(COUNT, PieceSet.none(), new Random(3));

    @Test
    void givesNeighboursTogetherAndNothingTwice() {
        assertThat(plan.next(ANN, ALL, List.of(ALL), 4)).hasValue(new PiecePlan.Run(0, 4));
        assertThat(plan.next(BOB, ALL, List.of(ALL), 4)).hasValue(new PiecePlan.Run(4, 4));
        assertThat(plan.next(ANN, ALL, List.of(ALL), 4)).hasValue(new PiecePlan.Run(8, 2));
        assertThat(plan.next(ANN, ALL, List.of(ALL), 4)).isEmpty();
    }

    @Test
    void beginsWithWhatIsHereAlready() throws Exception {
        PiecePlan rest = new PiecePlan(COUNT, PieceSet.parse("ff01"), new Random(3));

        assertThat(rest.remaining()).isEqualTo(1);
        assertThat(rest.next(ANN, ALL, List.of(ALL), 4)).hasValue(new PiecePlan.Run(9, 1));
        rest.done(9);
        assertThat(rest.isDone()).isTrue();
    }

    @Test
    void takesTheRarestFirst() throws Exception {
        PieceSet most = PieceSet.parse("ff02");

        assertThat(plan.next(ANN, ALL, List.of(ALL, most, most), 1)).hasValue(new PiecePlan.Run(8, 1));
    }

    @Test
    void takesEquallyRareOnesInAnyOrder() throws Exception {
        PieceSet few = PieceSet.parse("0f");
        Set<Integer> firsts = new HashSet<>();
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            PiecePlan fresh = new PiecePlan(COUNT, PieceSet.none(), random);
            firsts.add(fresh.next(ANN, few, List.of(few), 1).orElseThrow().first());
        }
        assertThat(firsts).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void givesToAnotherWhatWasGivenBack() {
        PiecePlan.Run run = plan.next(ANN, ALL, List.of(ALL), 3).orElseThrow();
        plan.done(0);
        assertThat(plan.isGetting(ANN)).isTrue();
        plan.giveBack(ANN, run);
        assertThat(plan.isGetting(ANN)).isFalse();

        assertThat(plan.next(BOB, ALL, List.of(ALL), 9)).hasValue(new PiecePlan.Run(1, 9));
    }

    @Test
    void asksTheSlowestASecondTimeAndNotAThird() {
        PiecePlan.Run run = plan.next(ANN, ALL, List.of(ALL), COUNT).orElseThrow();
        assertThat(plan.second(BOB, ALL, Set.of())).as("nobody is slower").isEmpty();
        Optional<PiecePlan.Run> second = plan.second(BOB, ALL, Set.of(ANN));

        assertThat(second).hasValueSatisfying(one -> assertThat(one.count()).isEqualTo(1));
        plan.giveBack(ANN, run);
        BitSet open = plan.open();
        assertThat(open.get(second.orElseThrow().first()))
                .as("BOB still gets it")
                .isFalse();
        assertThat(open.cardinality()).isEqualTo(COUNT - 1);
    }

    @Test
    void asksASecondTimeOnlyWhoHasIt() throws Exception {
        plan.next(ANN, ALL, List.of(ALL), 1);

        assertThat(plan.second(BOB, PieceSet.parse("fe03"), Set.of(ANN))).isEmpty();
    }
}
