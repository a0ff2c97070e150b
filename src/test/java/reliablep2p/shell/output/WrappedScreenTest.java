package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reliablep2p.shell.RecordingScreen;

class WrappedScreenTest {
    private final RecordingScreen twenty = new RecordingScreen(20);
    private final WrappedScreen screen = new WrappedScreen(twenty);

    @Test
    void breaksBetweenWords() {
        screen.answer("Got hangman.java (7.1 KiB) from 127.0.0.1:9000; verified.");
        assertThat(twenty.answers())
                .containsExactly("Got hangman.java", "(7.1 KiB) from", "127.0.0.1:9000;", "verified.");
    }

    @Test
    void keepsWhatFits() {
        screen.answer("exactly twenty chars");
        screen.note("  indented");
        screen.answer("");
        assertThat(twenty.answers()).containsExactly("exactly twenty chars", "");
        assertThat(twenty.notes()).containsExactly("  indented");
    }

    @Test
    void breaksAWordThatIsTooLongAndKeepsTheIndent() {
        screen.note("see https://example.test/a/long/way now");
        assertThat(twenty.notes()).containsExactly("see", "https://example.test", "/a/long/way now");
        screen.answer("  127.0.0.1:9001: does not have it");
        assertThat(twenty.answers()).containsExactly("  127.0.0.1:9001:", "  does not have it");
    }

    @Test
    void countsColumnsNotCharacters() {
        screen.answer("日本語日本語 日本語日本語");
        assertThat(twenty.answers()).containsExactly("日本語日本語", "日本語日本語");
        screen.note("\u001b[1;31mtwenty columns of it\u001b[m");
        assertThat(twenty.notes()).hasSize(1);
    }

    @Test
    void breaksNothingWhereThereIsNoWidth() {
        RecordingScreen pipe = new RecordingScreen(Screen.UNLIMITED);
        new WrappedScreen(pipe).answer("word ".repeat(100));
        assertThat(pipe.answers()).containsExactly("word ".repeat(100));
    }
}
