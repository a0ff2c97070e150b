package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class LineProgressTest {
    private long now;

    private void pass(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private static String last(RecordingScreen screen) {
        return String.join("|", screen.progress().get(screen.progress().size() - 1));
    }

    @Test
    void showsNothingOfWhatIsOverSoon() {
        RecordingScreen screen = new RecordingScreen(80);
        LineProgress progress = new LineProgress(screen, () -> now, 1, false);
        progress.next("melody.mp3");
        pass(499);
        progress.draw();
        assertThat(screen.progress()).isEmpty();
    }

    @Test
    void showsTheHashingThenTheSending() {
        RecordingScreen screen = new RecordingScreen(80);
        LineProgress progress = new LineProgress(screen, () -> now, 3, false);
        progress.next("x");
        progress.next("/home/me/melody.mp3");
        progress.reading(Path.of("/home/me/melody.mp3"), 0, 3_879_731);
        pass(600);
        progress.draw();
        assertThat(last(screen)).isEqualTo("2 of 3: melody.mp3: hashing 0%, 0.0 of 3.7 MiB");
        progress.sending(Sample.MELODY, 1_048_576);
        progress.draw();
        pass(1_000);
        progress.sending(Sample.MELODY, 2_097_152);
        progress.draw();
        assertThat(last(screen)).isEqualTo("2 of 3: melody.mp3: sending 54%, 2.0 of 3.7 MiB, 1.0 MiB/s, 0:02 left");
        progress.close();
        assertThat(last(screen)).isEmpty();
        progress.draw();
        assertThat(last(screen)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 80, 200})
    void fitsEveryWidth(int width) {
        RecordingScreen screen = new RecordingScreen(width);
        LineProgress progress = new LineProgress(screen, () -> now, 30, false);
        progress.next("日本語\u001b[2J".repeat(20));
        pass(600);
        progress.draw();
        progress.sending(Sample.WIDE, 0);
        progress.draw();
        assertThat(screen.progress())
                .hasSize(2)
                .allSatisfy(lines -> assertThat(lines).singleElement().satisfies(line -> {
                    assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width);
                    assertThat(line).doesNotContain("\u001b");
                }));
    }
}
