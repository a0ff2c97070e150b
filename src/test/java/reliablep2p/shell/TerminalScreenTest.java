package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.shell.output.Screen;

class TerminalScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ByteArrayOutputStream redirected = new ByteArrayOutputStream();
    private final PrintStream file = new PrintStream(redirected, false, StandardCharsets.UTF_8);
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new ExternalTerminal(
                "test", "xterm", new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
        terminal.setSize(new Size(40, 10));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @Test
    void printsAnAnswerAsAWhole() {
        Screen screen = screen(null, null);
        screen.answer("one");
        assertThat(shown()).isEmpty();
        screen.answer("two");
        screen.flush();
        assertThat(shown()).isEqualTo("one\r\ntwo\r\n");
    }

    @Test
    void showsTheFirstScreenfulOfALongAnswerBeforeItsEnd() {
        Screen screen = screen(null, null);
        for (int i = 0; i < 300; i++) {
            screen.answer("a line of a very long list, " + i);
        }
        assertThat(shown()).startsWith("a line of a very long list, 0\r\n");
        screen.flush();
        assertThat(shown()).endsWith("a line of a very long list, 299\r\n");
    }

    @Test
    void keepsTheOrderOfAnswersAndNotes() {
        Screen screen = screen(null, null);
        screen.answer("answer");
        screen.note("note");
        assertThat(shown()).isEqualTo("answer\r\nnote\r\n");
    }

    @Test
    void sendsRedirectedAnswersToTheFileUnshortened() {
        Screen screen = screen(file, null);
        screen.answer("answer");
        screen.flush();
        screen.note("note");
        assertThat(redirected.toString(StandardCharsets.UTF_8)).isEqualTo("answer\n");
        assertThat(shown()).isEqualTo("note\r\n");
        assertThat(screen.width()).isEqualTo(Screen.UNLIMITED);
    }

    @Test
    void sendsRedirectedNotesToTheirFile() {
        Screen screen = screen(null, file);
        screen.note("note");
        assertThat(redirected.toString(StandardCharsets.UTF_8)).isEqualTo("note\n");
        assertThat(shown()).isEmpty();
        assertThat(screen.width()).isEqualTo(40);
    }

    @Test
    void printsAboveTheProgressAndDrawsItAgain() {
        Screen screen = screen(null, null);
        screen.progress(List.of("half done"));
        screen.note("somebody joined");
        screen.progress(List.of());
        assertThat(shown()).containsSubsequence("half done", "somebody joined\r\n", "half done");
        assertThat(shown().substring(shown().lastIndexOf("half done") + 9)).contains("\u001b[");
    }

    @Test
    void cutsTheProgressToTheWidth() {
        screen(null, null).progress(List.of("x".repeat(100)));
        assertThat(shown()).contains("x".repeat(40)).doesNotContain("x".repeat(41));
    }

    @Test
    void drawsSeveralLinesEachInALineOfItsOwn() {
        screen(null, null).progress(List.of("x".repeat(40), "y"));
        assertThat(shown()).containsSubsequence("x".repeat(40), "\r\n", "y");
    }

    @Test
    void leavesOutTheFirstLinesWhereTheTerminalIsLow() {
        terminal.setSize(new Size(40, 3));
        screen(null, null).progress(List.of("one", "two", "three"));
        assertThat(shown()).contains("two", "three").doesNotContain("one");
    }

    @Test
    void drawsEverythingAnewAfterAResize() {
        Screen screen = screen(null, null);
        screen.progress(List.of("half done", "all"));
        terminal.setSize(new Size(20, 10));
        int before = shown().length();
        screen.progress(List.of("half done", "all"));
        assertThat(shown().substring(before)).contains("\r\u001b[J", "half done", "all");
    }

    @Test
    void keepsTypedKeysFromTearingTheProgress() {
        terminal.setAttributes(echo(true));
        Screen screen = screen(null, null);
        screen.progress(List.of("half done"));
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isFalse();
        screen.note("somebody joined");
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isFalse();
        screen.progress(List.of());
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isTrue();
    }

    private static Attributes echo(boolean on) {
        Attributes attributes = new Attributes();
        attributes.setLocalFlag(LocalFlag.ECHO, on);
        return attributes;
    }

    private Screen screen(@Nullable PrintStream out, @Nullable PrintStream err) {
        return new TerminalScreen(terminal, BoundedLineReader.on(terminal), out, err);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
