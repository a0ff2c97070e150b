package reliablep2p.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import reliablep2p.model.Printable;

/**
 * Lines of UTF-8 from a stream, in bounded memory however long they are. A last line without an end counts. Used by one
 * thread.
 */
public final class StreamLines implements LineSource {
    private final InputStream in;

    /** Lines from this stream, which should be buffered: it is read byte by byte. */
    public StreamLines(InputStream in) {
        this.in = in;
    }

    @Override
    public Line next(String prompt) {
        try {
            return read();
        } catch (IOException e) {
            return new Line.Failed(Printable.text(String.valueOf(e.getMessage())));
        }
    }

    private Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return new Line.End();
        }
        while (b >= 0 && b != '\n') {
            if (bytes.size() < Line.MAX_BYTES) {
                bytes.write(b);
            } else {
                tooLong = true;
            }
            b = in.read();
        }
        return tooLong ? new Line.TooLong() : decoded(bytes.toByteArray());
    }

    private static Line decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Line.Typed(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (CharacterCodingException e) {
            return new Line.NotText();
        }
    }
}
