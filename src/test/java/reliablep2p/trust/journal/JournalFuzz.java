package reliablep2p.trust.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines and heads of a journal: what is read is written so that it is read again; all else is refused. */
class JournalFuzz {
    static Stream<byte[]> journals() {
        TestCatalog catalog = new TestCatalog().addFiles(2);
        Stream<byte[]> lines = Arrays.stream(new String(catalog.bytes(), UTF_8).split("\n", -1))
                .map(line -> line.getBytes(UTF_8));
        String head = "{\"payload\":\"x\",\"signature\":\"AAAA\",\"certificate\":\"AAAA\"}";
        return Stream.concat(lines, Stream.of(head.getBytes(UTF_8)));
    }

    @MethodSource("journals")
    @FuzzTest(maxDuration = "1m")
    void readsOrRefuses(byte[] bytes) {
        try {
            HeadFile.parse(bytes);
        } catch (JournalException refused) {
            assertThat(refused).hasMessageNotContainingAny("\u001b", "\n");
        }
        JournalLine line;
        try {
            line = JournalLine.parse(bytes);
        } catch (JournalException refused) {
            assertThat(refused).hasMessageNotContainingAny("\u001b", "\n");
            return;
        }
        if (line.entry() instanceof JournalEntry.Unusable) {
            return; // Kept in the chain, listed nowhere, and never written by this program.
        }
        try {
            assertThat(JournalLine.parse(line.toBytes())).isEqualTo(line);
        } catch (JournalException e) {
            throw new AssertionError("what was read can't be read again: " + line, e);
        }
    }
}
