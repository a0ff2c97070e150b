package reliablep2p.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import reliablep2p.model.Invitation;
import reliablep2p.model.Printable;

/**
 * Takes what slf4j-simple writes, record by record (a record ends with {@link #flush}), and gives it to the log's file
 * with the time before it. Until the file is known, the first {@link #KEPT} characters are kept.
 *
 * <p>Never fails: a full disk must not stop a peer from serving. Records that can't be written are dropped whole, and
 * the next one that can be is preceded by their number. Only a record's first line begins in the first column, and no
 * control character gets into it, so nobody on the network can forge a record. Invitations are left out.
 *
 * <p>Thread-safe; the monitor guards everything and is held while the file is written, by design: records stay whole.
 */
final class LogStream extends OutputStream {
    private static final int KEPT = 64 * 1024;

    /** The longest record, in bytes; the rest of a longer one is cut off. */
    private static final int MAX_RECORD = 64 * 1024;

    private static final String INDENT = "    ";

    private final Clock clock;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final StringBuilder kept = new StringBuilder();
    private Optional<LogFile> file = Optional.empty();
    private boolean cut;
    private long lost;
    private String reason = "the log had no file yet";
    private boolean closed;

    LogStream(Clock clock) {
        this.clock = clock;
    }

    /** Appends to this file from now on, beginning with what was kept. */
    synchronized void moveTo(LogFile to) {
        file = Optional.of(to);
        if (kept.length() > 0) {
            long later = lost;
            lost = 0;
            append(to, kept.toString());
            lost += later;
            kept.setLength(0);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, MAX_RECORD - record.size());
        record.write(bytes, offset, taken);
        cut |= taken < length;
    }

    /** The record has ended. */
    @Override
    public synchronized void flush() {
        if (record.size() == 0) {
            return;
        }
        String text = stamped(record.toString(StandardCharsets.UTF_8) + (cut ? "\n(the rest is cut off)" : ""));
        record.reset();
        cut = false;
        if (closed) {
            return;
        }
        file.ifPresentOrElse(to -> append(to, text), () -> keep(text));
    }

    private void keep(String text) {
        if (kept.length() + text.length() <= KEPT) {
            kept.append(text);
        } else {
            lost += lines(text);
        }
    }

    private void append(LogFile to, String text) {
        String note = lost == 0
                ? ""
                : stamped("WARN log - " + lost + (lost == 1 ? " line was" : " lines were") + " lost: " + reason);
        try {
            to.append((note + text).getBytes(StandardCharsets.UTF_8));
            lost = 0;
        } catch (IOException e) {
            // There is no other place to tell it.
            lost += lines(text);
            reason = to.isFull(e) ? "no room" : String.valueOf(e.getMessage());
        }
    }

    /** The time goes before the first line; what follows is indented, and nothing in it disturbs a terminal. */
    private String stamped(String text) {
        StringBuilder lines = new StringBuilder(text.length() + 40);
        Iterator<String> each = text.lines().iterator();
        String before = Timestamp.of(clock) + " ";
        while (each.hasNext()) {
            lines.append(before)
                    .append(Printable.text(Invitation.redacted(each.next()).replace("\t", INDENT)))
                    .append('\n');
            before = INDENT;
        }
        return lines.toString();
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    /** What is written from now on is dropped. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (file.isPresent()) {
            if (lost > 0) {
                append(file.get(), "");
            }
            file.get().close();
        }
    }
}
