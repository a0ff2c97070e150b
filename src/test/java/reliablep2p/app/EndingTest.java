package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reliablep2p.shell.output.ExitCode;

class EndingTest {
    private final Ending ending = new Ending(Duration.ofHours(1), code -> {});
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesTheLastOpenedFirstThoughOneFails() {
        ending.onClose(() -> closed.add("first"));
        ending.onClose(() -> {
            throw new IOException("stuck");
        });
        ending.onClose(() -> closed.add("last"));
        ending.begin(ExitCode.NOBODY_HAS_IT);
        assertThat(ending.await(new Thread())).isEqualTo(ExitCode.NOBODY_HAS_IT);
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void countsTheFirstReasonOnly() {
        ending.begin(ExitCode.INTERRUPTED);
        ending.begin(ExitCode.DONE);
        assertThat(ending.waitForSignal()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void closesAtOnceWhatIsOpenedTooLate() {
        ending.begin(ExitCode.DONE);
        ending.await(new Thread());
        ending.onClose(() -> closed.add("late"));
        assertThat(closed).containsExactly("late");
    }

    @Test
    void runsWhatWaitsForTheBeginningEvenIfThatIsPast() {
        ending.onBegin(() -> closed.add("before"));
        ending.begin(ExitCode.DONE);
        ending.onBegin(() -> closed.add("after"));
        assertThat(closed).containsExactly("before", "after");
    }

    @Test
    void haltsWhenClosingTakesTooLong() {
        CompletableFuture<ExitCode> halted = new CompletableFuture<>();
        Ending impatient = new Ending(Duration.ofMillis(20), halted::complete);
        impatient.onClose(halted::join);
        impatient.begin(ExitCode.INTERRUPTED);
        assertThat(impatient.await(new Thread())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(halted).isCompletedWithValue(ExitCode.INTERRUPTED);
    }
}
