package reliablep2p.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk work on what was written of a large file while more of it comes, so that little is left to be forced at its
 * end. A failure is kept: the system tells of it once only, and a file that could not be forced is never forced again.
 *
 * <p>Thread-safe: the monitor guards everything, and is not held while a thread of its own forces.
 */
final class EarlyForce {
    /** So many bytes at a time: some tenths of a second of a disk's work. */
    private static final long BYTES = 128L << 20;

    private final FileChannel channel;
    private final String name;
    private long waiting;
    private @Nullable Thread forcing;
    private @Nullable IOException failure;

    /** @param name for the thread's name */
    EarlyForce(FileChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /**
     * So many more bytes were written.
     *
     * @throws IOException if those before could not be forced
     */
    synchronized void wrote(long bytes) throws IOException {
        check();
        waiting += bytes;
        if (waiting >= BYTES && forcing == null) {
            waiting = 0;
            Thread thread = new Thread(this::force, "force " + name);
            thread.setDaemon(true);
            forcing = thread;
            thread.start();
        }
    }

    /**
     * Waits for what goes on: as long as the disk takes for it. To be called before the channel is closed.
     *
     * @throws InterruptedIOException if the thread is interrupted
     * @throws IOException if something could not be forced
     */
    synchronized void finish() throws IOException {
        try {
            while (forcing != null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("receiving was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
        check();
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException("the disk failed before", failure);
        }
    }

    private void force() {
        IOException failed = null;
        try {
            channel.force(false);
        } catch (IOException e) {
            failed = e;
        }
        synchronized (this) {
            forcing = null;
            failure = failed;
            notifyAll();
        }
    }
}
