package reliablep2p.shell;

import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/** JLine's reader, with a bound on the line: what is typed or pasted beyond it is dropped as it comes. */
final class BoundedLineReader extends LineReaderImpl implements LineSource {
    private static final String PASTE_END = "\u001b[201~";

    private boolean tooLong;

    private BoundedLineReader(Terminal terminal) throws IOException {
        super(terminal, "reliablep2p", new HashMap<>());
    }

    /**
     * Has JLine's editor made ready by a thread of its own while the caller opens the terminal: the 150 functions that
     * keys can be bound to take Java longer than anything else about a prompt. Nobody waits for it.
     */
    static void load() {
        Thread thread = new Thread(BoundedLineReader::makeOne, "line editor");
        thread.setDaemon(true);
        thread.start();
    }

    private static void makeOne() {
        try (Terminal nowhere = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            new BoundedLineReader(nowhere).getHistory();
        } catch (IOException | RuntimeException e) {
            return; // The prompt itself will fail in the same way, and tell.
        }
    }

    static BoundedLineReader on(Terminal terminal) {
        try {
            BoundedLineReader reader = new BoundedLineReader(terminal);
            reader.setHistory(new DiscreetHistory());
            // An exclamation mark in a file's name is no reference to the history.
            reader.option(Option.DISABLE_EVENT_EXPANSION, true);
            reader.setVariable(BELL_STYLE, "none");
            reader.setParser((line, cursor, context) -> TypedLine.of(line, cursor));
            reader.option(Option.CASE_INSENSITIVE, true);
            // What does not begin as it was typed is not offered.
            reader.setVariable(ERRORS, 0);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Line next(String prompt) {
        tooLong = false;
        try {
            String text = readLine(prompt);
            return tooLong || text.getBytes(StandardCharsets.UTF_8).length > Line.MAX_BYTES
                    ? new Line.TooLong()
                    : new Line.Typed(text);
        } catch (UserInterruptException e) {
            // JLine leaves the thread marked as interrupted, which would end the next thing that it does.
            Thread.interrupted();
            return new Line.Interrupted();
        } catch (EndOfFileException | IOError e) {
            return new Line.End();
        }
    }

    @Override
    protected boolean selfInsert() {
        if (getBuffer().length() < Line.MAX_BYTES) {
            return super.selfInsert();
        }
        tooLong = true;
        // Nothing has changed: drawing the whole line again for each dropped character would take minutes.
        skipRedisplay = true;
        return true;
    }

    /** Bracketed paste (xterm): everything up to the closing sequence is text. */
    @Override
    public boolean beginPaste() {
        StringBuilder pasted = new StringBuilder();
        int matched = 0;
        while (matched < PASTE_END.length()) {
            int c = readCharacter();
            if (c < 0) {
                return false;
            }
            matched = c == PASTE_END.charAt(matched) ? matched + 1 : c == PASTE_END.charAt(0) ? 1 : 0;
            keep(pasted, (char) c);
        }
        if (pasted.length() >= PASTE_END.length()
                && pasted.substring(pasted.length() - PASTE_END.length()).equals(PASTE_END)) {
            pasted.setLength(pasted.length() - PASTE_END.length());
        }
        getBuffer().write(pasted.toString().replace('\r', '\n'));
        return true;
    }

    private void keep(StringBuilder pasted, char c) {
        if (getBuffer().length() + pasted.length() < Line.MAX_BYTES + PASTE_END.length()) {
            pasted.append(c);
        } else {
            tooLong = true;
        }
    }
}
