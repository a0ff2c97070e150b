package reliablep2p.trust.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Sha256;

/**
 * Reads lines and checks that each follows from the one before. That the last one is what was signed, is the caller's to
 * check: until then nothing is proved.
 *
 * <p>Holds one line at a time. Not thread-safe; never closes the stream.
 */
public final class JournalReader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private Position position;

    /** Makes a reader of the lines after this position. */
    public JournalReader(InputStream in, Position position) {
        this.in = in;
        this.position = position;
    }

    /** Behind the last line that was read. */
    public Position position() {
        return position;
    }

    /**
     * Reads the next line.
     *
     * @return null at the end of the stream
     * @throws JournalException if it does not follow, is malformed, too long or has no end
     */
    public @Nullable JournalLine next() throws IOException, JournalException {
        byte[] bytes = line();
        if (bytes == null) {
            return null;
        }
        long number = position.number() + 1;
        JournalLine line;
        try {
            line = JournalLine.parse(bytes);
        } catch (JournalException e) {
            throw new JournalException(number, String.valueOf(e.getMessage()));
        }
        if (line.number() != number) {
            throw new JournalException(number, "it has the number " + line.number());
        }
        if (!line.previous().equals(position.last())) {
            throw new JournalException(
                    number,
                    number == 1 ? "it begins the journal of another network" : "the line before it is another one");
        }
        position = position.after(Sha256.of(bytes), bytes.length + 1);
        return line;
    }

    private byte @Nullable [] line() throws IOException, JournalException {
        for (int scanned = from; ; ) {
            for (; scanned < to; scanned++) {
                if (buffer[scanned] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, scanned);
                    from = scanned + 1;
                    return line;
                }
                if (scanned - from >= JournalLine.MAX_BYTES - 1) {
                    throw new JournalException(
                            position.number() + 1, "it is longer than " + JournalLine.MAX_BYTES + " bytes");
                }
            }
            scanned -= from;
            if (!fill()) {
                if (from == to) {
                    return null;
                }
                throw new JournalException(position.number() + 1, "it has no end");
            }
        }
    }

    /** Moves what is left to the front and reads more behind it. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read > 0;
    }
}
