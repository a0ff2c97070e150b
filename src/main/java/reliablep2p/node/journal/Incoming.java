package reliablep2p.node.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import reliablep2p.storage.JournalFile;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.JournalReader;
import reliablep2p.trust.journal.Position;

/**
 * What lies behind the proved part of the journal and waits for the rest that proves it. Each part is checked when it
 * comes, so that garbage is found out after one part and not after a gigabyte.
 *
 * <p>Not thread-safe: used under the lock of {@link CatalogJournal}.
 */
final class Incoming {
    private final JournalFile file;
    private final List<JournalLine> lines = new ArrayList<>();
    private Position checked;
    private long end;
    /** Behind the last line that is whole. */
    private long whole;

    /** Begins behind what is proved; the file ends there. */
    Incoming(JournalFile file, Position proved) {
        this.file = file;
        this.checked = proved;
        this.end = proved.bytes();
        this.whole = proved.bytes();
    }

    /** Is told of each line that follows. */
    interface EachLine {
        void follows(Position position) throws CatalogRefusedException;
    }

    /** Where the next byte belongs. */
    long end() {
        return end;
    }

    /** Behind the last line; nothing of what is before it is proved yet. */
    Position position() {
        return checked;
    }

    /** In their order; nothing of them is proved yet. */
    List<JournalLine> lines() {
        return List.copyOf(lines);
    }

    /** Whether the last byte ends a line. */
    boolean isWhole() {
        return whole == end;
    }

    /**
     * Takes bytes that belong at the end.
     *
     * @param from where in {@code part} they begin
     * @throws JournalException if a line does not follow from the one before
     */
    void take(byte[] part, int from, EachLine each)
            throws IOException, StorageException, JournalException, CatalogRefusedException {
        file.append(part, from, part.length - from);
        for (int i = part.length - 1; i >= from; i--) {
            if (part[i] == '\n') {
                whole = end + i + 1 - from;
                break;
            }
        }
        end += part.length - from;
        check(each);
    }

    private void check(EachLine each) throws IOException, StorageException, JournalException, CatalogRefusedException {
        if (end - whole >= JournalLine.MAX_BYTES) {
            whole = end; // The reader says what is wrong with it.
        }
        try (InputStream in = file.read(checked.bytes(), whole - checked.bytes())) {
            JournalReader reader = new JournalReader(in, checked);
            for (JournalLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
                checked = reader.position();
                each.follows(checked);
            }
        }
    }
}
