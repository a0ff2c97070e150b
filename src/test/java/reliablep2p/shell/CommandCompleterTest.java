package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.reader.Candidate;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;

class CommandCompleterTest {
    private final FakePeer peer = new FakePeer()
            .connected()
            .naming(
                    "Hangman.java",
                    "a name with spaces.txt",
                    "it's.txt",
                    "semi;colon",
                    "日本語.txt",
                    "übung eins.txt",
                    "übung zwei.txt");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "conn, |connect |",
                "help lis, |help list |",
                "connect; lis, |connect; list |",
                "get con, get con",
                "get han, |get Hangman.java |",
                "connect;get han, |connect;get Hangman.java |",
                "get a, |get 'a name with spaces.txt' |",
                "get 'a n, |get 'a name with spaces.txt' |",
                "get \"a n, |get \"a name with spaces.txt\" |",
                "get a\\ n, |get 'a name with spaces.txt' |",
                "get it, |get \"it's.txt\" |",
                "get 'it, |get 'it'\\''s.txt' |",
                "get sem, |get 'semi;colon' |",
                "get 日, |get 日本語.txt |",
                "get ü, |get 'übung |",
                "get x han, |get x Hangman.java |",
                "list han, |list Hangman.java |",
                "secure-get han, |secure-get Hangman.java |",
                "secure-get Hangman.java 9002, |secure-get Hangman.java 9002 |",
                "secure-get Hangman.java 9001, |secure-get Hangman.java 9001|",
                "secure-get Hangman.java 9002 9, |secure-get Hangman.java 9002 9|",
                "events of, |events off |",
                "events off o, |events off o|",
                "list --s, |list --sort |",
                "list --sort si, |list --sort size |",
                "list --sort size han, |list --sort size Hangman.java |",
                "list -- --s, list -- --s",
                "peers 900, |peers 900|",
                "seeding --sort ser, |seeding --sort served |",
                "info han, |info Hangman.java |",
                "versions han, |versions Hangman.java |",
                "catalog ver, |catalog verify |",
                "trusted --sort no, |trusted --sort note |",
                "share sr, |share src/|",
                "share src/ma, |share src/main/|",
                "share 'do, |share 'docs/|",
                "share docs/JS, |share docs/JSON.md |",
                "catalog verify docs/js, |catalog verify docs/JSON.md |",
                "frobnicate h, frobnicate h"
            })
    void completesWhatIsBeingTyped(String typed, String completed) throws IOException {
        assertThat(typing(typed + "\t")).isEqualTo(new Line.Typed(completed));
    }

    @Test
    void knowsNoNamesBeforeConnect() throws IOException {
        peer.disconnect();
        assertThat(typing("get han\t")).isEqualTo(new Line.Typed("get han"));
        assertThat(typing("secure-get x 90\t")).isEqualTo(new Line.Typed("secure-get x 90"));
    }

    @Test
    void offersNoMoreThanSomebodyReads() {
        peer.naming(IntStream.range(0, 100_000).mapToObj(i -> "file" + i).toArray(String[]::new));
        List<Candidate> candidates = new ArrayList<>();
        new CommandCompleter(commands()).complete(null, TypedLine.of("get fi", 6), candidates);
        assertThat(candidates).hasSizeLessThanOrEqualTo(1_000);
        assertThat(candidates).extracting(Candidate::value).contains("file0", "file99999");
    }

    private Commands commands() {
        Output output = Output.text(new RecordingScreen(80), new Style(false));
        return Commands.ofPeer(peer, Contexts.of(output));
    }

    private Line typing(String keys) throws IOException {
        try (Terminal terminal = new ExternalTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream((keys + "\r").getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8)) {
            BoundedLineReader reader = BoundedLineReader.on(terminal);
            reader.setCompleter(new CommandCompleter(commands()));
            return reader.next("> ");
        }
    }
}
