package reliablep2p.trust.journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import reliablep2p.model.Sha256;

/** Writes lines that follow from others. Stateless. */
public final class JournalLines {
    private JournalLines() {}

    /** New lines, as values and as bytes. */
    public static final class Written {
        private final List<JournalLine> lines;
        private final byte[] bytes;
        private final Position position;

        private Written(List<JournalLine> lines, byte[] bytes, Position position) {
            this.lines = lines;
            this.bytes = bytes;
            this.position = position;
        }

        /** In their order. */
        public List<JournalLine> lines() {
            return lines;
        }

        /** Of all lines, with their ends; the caller's to keep. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Behind the last one. */
        public Position position() {
            return position;
        }
    }

    /** The lines of these entries, all with the same time, behind a position. */
    public static Written follow(Position from, Instant time, List<JournalEntry> entries) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        List<JournalLine> lines = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Position position = from;
        for (JournalEntry entry : entries) {
            JournalLine line = new JournalLine(position.number() + 1, whole, position.last(), entry);
            byte[] bytes = line.toBytes();
            if (bytes.length >= JournalLine.MAX_BYTES) {
                throw new IllegalArgumentException("an entry of " + bytes.length + " bytes");
            }
            lines.add(line);
            all.writeBytes(bytes);
            all.write('\n');
            position = position.after(Sha256.of(bytes), bytes.length + 1);
        }
        return new Written(List.copyOf(lines), all.toByteArray(), position);
    }
}
