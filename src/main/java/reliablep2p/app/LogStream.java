package reliablep2p.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A stream that keeps the first {@link #KEPT} bytes until it is told which file they belong to. Never fails: a full disk
 * must not stop a peer from serving. Thread-safe by its own lock.
 */
final class LogStream extends OutputStream {
    private static final int KEPT = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable OutputStream file;
    private boolean closed;

    /**
     * Appends to this file, without following a link.
     *
     * @throws IOException if that is not a regular file, or can't be opened
     */
    synchronized void moveTo(Path path) throws IOException {
        // Opening a pipe would block until somebody reads it.
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is not a regular file");
        }
        file = Files.newOutputStream(
                path, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        write(kept.toByteArray());
        kept.reset();
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
        if (closed) {
            return;
        }
        if (file == null) {
            kept.write(bytes, offset, Math.min(length, KEPT - kept.size()));
            return;
        }
        try {
            file.write(bytes, offset, length);
        } catch (IOException e) {
            // There is no other place to tell it.
            closed = true;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
        }
    }
}
