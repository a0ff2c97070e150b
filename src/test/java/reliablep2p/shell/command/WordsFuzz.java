package reliablep2p.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of the prompt: split, they can be typed again; unfinished, they are never refused. */
class WordsFuzz {
    static Stream<byte[]> lines() {
        return Stream.of("get 'a; b' \"c\\\"\" e' 'f; list # x", "share a\\ b", "get \u0000", "get 'a")
                .map(line -> line.getBytes(UTF_8));
    }

    @MethodSource("lines")
    @FuzzTest(maxDuration = "1m")
    void splitsOrRefuses(byte[] bytes) {
        String line = new String(bytes, UTF_8);
        Words.Unfinished unfinished = Words.unfinished(line);
        assertThat(unfinished.start()).isBetween(0, line.length());
        List<List<String>> commands;
        try {
            commands = Words.split(line);
        } catch (CommandException refused) {
            return;
        }
        String again = commands.stream()
                .map(words -> words.stream()
                        .map(word -> Words.quoted(word, Words.NO_QUOTE, true))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
        try {
            assertThat(Words.split(again)).isEqualTo(commands);
        } catch (CommandException e) {
            throw new AssertionError(again, e);
        }
    }
}
