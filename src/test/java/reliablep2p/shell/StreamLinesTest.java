package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("InputStreamSlowMultibyteRead") // The streams of these tests have no more than bytes to give.
class StreamLinesTest {
    @Test
    void readsLinesWithEitherEndAndALastOneWithout() {
        assertThat(lines("connect\r\nlist\n\nget é"))
                .containsExactly(
                        new Line.Typed("connect"),
                        new Line.Typed("list"),
                        new Line.Typed(""),
                        new Line.Typed("get é"),
                        new Line.End());
    }

    @Test
    void takesALineOfExactlyTheLimit() {
        String longest = "x".repeat(Line.MAX_BYTES);
        assertThat(lines(longest + "\nlist")).startsWith(new Line.Typed(longest), new Line.Typed("list"));
    }

    @Test
    void skipsTheRestOfALineThatIsTooLong() {
        assertThat(lines("x".repeat(Line.MAX_BYTES + 1) + "\nlist\n"))
                .containsExactly(new Line.TooLong(), new Line.Typed("list"), new Line.End());
    }

    @Test
    void countsBytesNotCharacters() {
        assertThat(lines("é".repeat(Line.MAX_BYTES / 2 + 1))).containsExactly(new Line.TooLong(), new Line.End());
    }

    @Test
    void neverHoldsALineOfAGigabyte() {
        InputStream endless = new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = (int) Math.min(length, left);
                Arrays.fill(bytes, offset, offset + count, (byte) 'x');
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        StreamLines lines = new StreamLines(endless);
        assertThat(lines.next("")).isEqualTo(new Line.TooLong());
        assertThat(lines.next("")).isEqualTo(new Line.End());
    }

    @Test
    void doesNotTakeOtherBytesForText() {
        byte[] bytes = {'a', (byte) 0xC0, (byte) 0x80, '\n', (byte) 0xFF, '\n', 'b'};
        assertThat(lines(bytes))
                .containsExactly(new Line.NotText(), new Line.NotText(), new Line.Typed("b"), new Line.End());
    }

    @Test
    void takesAFailureForTheEnd() {
        StreamLines lines = new StreamLines(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        });
        assertThat(lines.next("")).isEqualTo(new Line.Failed("gone"));
    }

    private static List<Line> lines(String text) {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Line> lines(byte[] bytes) {
        StreamLines source = new StreamLines(new ByteArrayInputStream(bytes));
        List<Line> lines = new ArrayList<>();
        do {
            lines.add(source.next(""));
        } while (!(lines.get(lines.size() - 1) instanceof Line.End));
        return lines;
    }
}
