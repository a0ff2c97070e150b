package reliablep2p.node.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Sha256;

class GivingsTest {
    private static final Sha256 FILE = Sha256.of(new byte[0]);

    private final Givings givings = new Givings(new Random(7));

    @Test
    void givesEachPieceOnceBeforeAnyTwice() {
        for (int round = 0; round < 3; round++) {
            Set<Integer> given = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                given.add(givings.choose(FILE, 20, PieceSet.all(20)).getAsInt());
            }
            assertThat(given).hasSize(20);
        }
    }

    @Test
    void givesOnlyWhatIsWantedAndExists() throws Exception {
        assertThat(givings.choose(FILE, 4, PieceSet.parse("08"))).hasValue(3);
        assertThat(givings.choose(FILE, 4, PieceSet.parse("f0"))).isEmpty();
        assertThat(givings.choose(FILE, 4, PieceSet.none())).isEmpty();
    }
}
