package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandCompleterTest {
    @ParameterizedTest
    @CsvSource({"con, 'connect '", "help lis, 'help list '", "connect; lis, 'connect; list '", "get con, get con"})
    void completesACommandWhereOneBegins(String typed, String completed) throws IOException {
        try (Terminal terminal = new ExternalTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream((typed + "\t\r").getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8)) {
            BoundedLineReader reader = BoundedLineReader.on(terminal);
            reader.setCompleter(new CommandCompleter(List.of("connect", "list", "get", "help")));
            assertThat(reader.next("> ")).isEqualTo(new Line.Typed(completed));
        }
    }
}
