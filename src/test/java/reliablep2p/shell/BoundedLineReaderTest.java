package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

class BoundedLineReaderTest {
    private static final String PASTE = "\u001b[200~";
    private static final String PASTE_END = "\u001b[201~";

    @Test
    void readsALine() throws IOException {
        assertThat(read("connect\r")).isEqualTo(new Line.Typed("connect"));
    }

    @Test
    void takesAnExclamationMarkAsItIs() throws IOException {
        assertThat(read("get a!b!!\r")).isEqualTo(new Line.Typed("get a!b!!"));
    }

    @Test
    void dropsWhatIsTypedBeyondTheLimit() throws IOException {
        assertThat(read("x".repeat(Line.MAX_BYTES + 1) + "\r")).isEqualTo(new Line.TooLong());
    }

    @Test
    void takesAPasteAsTyped() throws IOException {
        assertThat(read(PASTE + "get a" + PASTE_END + "b\r")).isEqualTo(new Line.Typed("get ab"));
        assertThat(read(PASTE + "connect\rlist" + PASTE_END + "\r")).isEqualTo(new Line.Typed("connect\nlist"));
        assertThat(read(PASTE + "a\u001b\u001b[201b" + PASTE_END + "\r"))
                .isEqualTo(new Line.Typed("a\u001b\u001b[201b"));
    }

    @Test
    void dropsWhatIsPastedBeyondTheLimit() throws IOException {
        assertThat(read(PASTE + "x".repeat(1_000_000) + PASTE_END + "\r")).isEqualTo(new Line.TooLong());
    }

    @Test
    void takesThePasteThatFillsTheLimit() throws IOException {
        String longest = "x".repeat(Line.MAX_BYTES);
        assertThat(read(PASTE + longest + PASTE_END + "\r")).isEqualTo(new Line.Typed(longest));
    }

    @Test
    void takesTheEndOfTheTerminalForTheEnd() throws IOException {
        assertThat(read("")).isEqualTo(new Line.End());
    }

    private static Line read(String typed) throws IOException {
        try (Terminal terminal = new ExternalTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8)) {
            return BoundedLineReader.on(terminal).next("> ");
        }
    }
}
