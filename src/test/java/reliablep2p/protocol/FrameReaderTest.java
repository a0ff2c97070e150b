package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LIMIT = 64 * 1024;

    private static InputStream header(int length) {
        return new ByteArrayInputStream(ByteBuffer.allocate(4).putInt(length).array());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, LIMIT + 1})
    void rejectsALengthOutOfRangeWithoutReadingOn(int length) {
        InputStream in =
                new ByteArrayInputStream(ByteBuffer.allocate(12).putInt(length).array());
        assertThatThrownBy(() -> new FrameReader(in).read(LIMIT, () -> {}))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("a frame of " + Integer.toUnsignedString(length) + " bytes");
        assertThat(in).hasBinaryContent(new byte[8]);
    }

    @Test
    void takesNoMemoryForBytesThatDoNotCome() {
        // Were the announced 2 GiB allocated first, this would be an OutOfMemoryError.
        assertThatThrownBy(() -> new FrameReader(header(Integer.MAX_VALUE)).read(Integer.MAX_VALUE, () -> {}))
                .isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 255, 256, 65_535, LIMIT})
    void readsWhatTheWriterWrote(int length) throws IOException {
        byte[] payload = new byte[length];
        payload[length - 1] = (byte) 0xFF;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(payload);
        assertThat(out.size()).isEqualTo(4 + length);
        assertThat(new FrameReader(new ByteArrayInputStream(out.toByteArray())).read(LIMIT, () -> {}))
                .isEqualTo(payload);
    }

    @Test
    void writesAShortFrameWithOneCallAndALongOneInPieces() throws IOException {
        List<Integer> writes = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                writes.add(length);
                super.write(bytes, from, length);
            }
        };
        new FrameWriter(out).write(new byte[] {'{', '}'});
        assertThat(writes).containsExactly(6);
        assertThat(out.toByteArray()).containsExactly(0, 0, 0, 2, '{', '}');
        new FrameWriter(out).write(new byte[10_000]);
        assertThat(writes).hasSizeBetween(4, 12).allMatch(length -> length <= 4_096);
        assertThat(out.size()).isEqualTo(6 + 4 + 10_000);
    }

    @Test
    void writesNoEmptyPieceAndHoldsNothingBack() throws IOException {
        List<String> calls = new ArrayList<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                calls.add("one byte");
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                calls.add(length + " bytes");
            }

            @Override
            public void flush() {
                calls.add("flush");
            }
        };
        new FrameWriter(out).write(new byte[1_400 - 4]);
        assertThat(calls).containsExactly("1400 bytes", "flush");
    }

    @Test
    void leavesTheBytesAfterTheFrameInTheStream() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[] {0, 0, 0, 2, '{', '}', 7, 8});
        new FrameReader(in).read(LIMIT, () -> {});
        assertThat(in.readAllBytes()).containsExactly(7, 8);
    }

    @Test
    void tellsTheEndBeforeAFrameFromTheEndWithin() throws IOException {
        List<String> begun = new ArrayList<>();
        InputStream empty = new ByteArrayInputStream(new byte[0]);
        assertThat(new FrameReader(empty).read(LIMIT, () -> begun.add("begun"))).isNull();
        assertThat(begun).isEmpty();
        assertThatThrownBy(() -> new FrameReader(header(5)).read(LIMIT, () -> begun.add("begun")))
                .isInstanceOf(EOFException.class);
        assertThat(begun).containsExactly("begun");
    }
}
