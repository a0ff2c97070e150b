package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AntechamberTest {
    private final Antechamber antechamber = new Antechamber(2);

    private static final class Guest implements Antechamber.Guest {
        private final boolean spoken;
        private boolean waiting;
        private boolean closed;

        Guest(boolean spoken) {
            this.spoken = spoken;
        }

        @Override
        public boolean hasSpoken() {
            return spoken;
        }

        @Override
        public boolean isWaiting() {
            return waiting;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Guest silent = new Guest(false);
    private final Guest older = new Guest(true);
    private final Guest younger = new Guest(true);

    @Test
    void theOldestThatHasSaidNothingGivesWay() throws Exception {
        Guest silentToo = new Guest(false);
        antechamber.enter(older);
        antechamber.enter(silent);
        assertThat(antechamber.enter(silentToo)).isTrue();
        assertThat(silent.closed).isTrue();
        assertThat(antechamber.enter(younger)).isTrue();
        assertThat(silentToo.closed).isTrue();
        assertThat(older.closed).isFalse();
    }

    @Test
    void whoLeavesMakesRoom() throws Exception {
        antechamber.enter(older);
        antechamber.enter(younger);
        antechamber.leave(older);
        antechamber.leave(older);
        assertThat(antechamber.enter(silent)).isTrue();
        assertThat(older.closed || younger.closed).isFalse();
    }

    @Test
    void whenAllHaveSpokenTheOldestGoesAfterItsTime() throws Exception {
        antechamber.enter(older);
        antechamber.enter(younger);
        long begin = System.nanoTime();
        assertThat(antechamber.enter(silent)).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(1_500L, 10_000L);
        assertThat(older.closed).isTrue();
        assertThat(younger.closed).isFalse();
    }

    @Test
    void whoWaitsForThisSideDoesNotGo() throws Exception {
        antechamber.enter(older);
        antechamber.enter(younger);
        older.waiting = true;
        assertThat(antechamber.enter(silent)).isTrue();
        assertThat(older.closed).isFalse();
        assertThat(younger.closed).isTrue();
    }

    @Test
    void aCrowdThatIsGoodForNothingGoesFasterAndFaster() throws Exception {
        antechamber.enter(older);
        antechamber.enter(younger);
        long begin = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            antechamber.enter(new Guest(true));
        }
        // 2 s for the first two, half of that for the next, and so on; with 2 s each it would be 40 s.
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(12);
    }

    @Test
    void thoseThatAreWelcomedEarnTimeForTheOthers() throws Exception {
        List<Guest> crowd = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            crowd.add(new Guest(true));
            antechamber.enter(crowd.get(i));
        }
        crowd.forEach(antechamber::leave);
        for (int i = 0; i < 40; i++) {
            Guest honest = new Guest(true);
            antechamber.enter(honest);
            antechamber.welcome(honest);
        }
        antechamber.enter(older);
        antechamber.enter(younger);
        long begin = System.nanoTime();
        antechamber.enter(silent);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThan(1_000);
    }

    @Test
    void closingEndsTheWait() throws Exception {
        antechamber.enter(older);
        antechamber.enter(younger);
        CompletableFuture<Boolean> entered = CompletableFuture.supplyAsync(() -> {
            try {
                return antechamber.enter(silent);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        antechamber.close();
        assertThat(entered.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(older.closed).isFalse();
    }
}
