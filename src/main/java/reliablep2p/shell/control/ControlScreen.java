package reliablep2p.shell.control;

import java.io.IOException;
import java.util.List;
import reliablep2p.json.JsonBuilder;
import reliablep2p.net.LocalConnection;
import reliablep2p.shell.output.Screen;

/**
 * A screen at the other end of a connection. Thread-safe by its own lock, which is held while writing: a reader that
 * stops reading stops its own command.
 */
final class ControlScreen implements Screen {
    private static final int FLUSH_AT = 16 * 1024;

    private final LocalConnection connection;
    private final boolean progress;
    private final StringBuilder unsent = new StringBuilder();
    private volatile int width;
    private volatile int columns;
    private volatile boolean broken;

    /**
     * A screen without a line on it.
     *
     * @param progress whether lines that tell how a command goes on are shown
     */
    ControlScreen(LocalConnection connection, boolean progress) {
        this.connection = connection;
        this.progress = progress;
    }

    void resize(int answers, int terminal) {
        width = answers;
        columns = terminal;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public synchronized void answer(String line) {
        unsent.append(line).append('\n');
        if (unsent.length() > FLUSH_AT) {
            flush();
        }
    }

    @Override
    public synchronized void note(String line) {
        flush();
        send(JsonBuilder.object().put("note", line));
    }

    @Override
    public synchronized void flush() {
        if (unsent.length() > 0) {
            String lines = unsent.toString();
            unsent.setLength(0);
            send(JsonBuilder.object().put("answer", lines));
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean showsProgress() {
        return progress;
    }

    @Override
    public synchronized void progress(List<String> lines) {
        if (progress) {
            send(JsonBuilder.object().putStrings("progress", lines));
        }
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    /** Whoever reads may have gone: then the command is cancelled by the end of the connection. */
    private void send(JsonBuilder message) {
        try {
            connection.write(message.toBytes());
        } catch (IOException e) {
            broken = true;
        }
    }
}
