package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.History;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasTypedForTheNextRun() throws IOException {
        Path file = directory.resolve("history");
        assertThat(type(file, "connect\rget x\r")).containsExactly("connect", "get x");
        assertThat(type(file, "list\r")).containsExactly("connect", "get x", "list");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsNoInvitation() throws IOException {
        Path file = directory.resolve("history");
        String secret = "S".repeat(100);
        assertThat(type(file, "list\rconnect rp2p1-" + secret + "\rget x; connect 'rp2p1-'" + secret + "\rpeers\r"))
                .containsExactly("list", "peers");
        assertThat(file).content().contains("peers").doesNotContain(secret);
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Path target = Files.createFile(directory.resolve("target"));
        Path link = Files.createSymbolicLink(directory.resolve("history"), target);
        assertThat(type(link, "connect\r")).containsExactly("connect");
        assertThat(target).isEmptyFile();
    }

    @Test
    void doesWithoutAFileThatCantBe() throws IOException {
        assertThat(type(directory.resolve("missing").resolve("history"), "connect\r"))
                .containsExactly("connect");
    }

    @Test
    void survivesAFileThatIsNoHistory() throws IOException {
        Path file = Files.write(directory.resolve("history"), new byte[] {0, (byte) 0xFF, '\n', ':', '\n', 'x'});
        assertThat(type(file, "connect\r")).contains("connect");
    }

    private static List<String> type(Path file, String typed) throws IOException {
        try (Terminal terminal = new ExternalTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8)) {
            BoundedLineReader reader = BoundedLineReader.on(terminal);
            new HistoryFile(file).attachTo(reader);
            while (!(reader.next("> ") instanceof Line.End)) {
                // Typed to the end.
            }
            List<String> lines = new ArrayList<>();
            for (History.Entry entry : reader.getHistory()) {
                lines.add(entry.line());
            }
            return lines;
        }
    }
}
