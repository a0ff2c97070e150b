package reliablep2p.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Sha256;

/**
 * Hashes and writes, in a thread of its own, the buffers that another thread fills.
 *
 * <p>All but {@link #run} is called by that one other thread. The two share the two queues and {@code failure}; the
 * digest is the writer's until its end was waited for. A queue holds all the buffers there are and the end mark, so
 * nobody ever waits to put something in.
 */
final class PartWriter {
    private static final int BUFFERS = 4;
    private static final int BUFFER_SIZE = 256 * 1024;

    /** Found in the queue behind the last bytes. */
    private static final Filled END = new Filled(new byte[0], -1);

    private final FileChannel channel;
    private final ThreadFactory threads;
    private final int bufferSize;
    private final MessageDigest digest;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private int made;
    private byte @Nullable [] lent;
    private @Nullable Thread thread;
    private volatile @Nullable IOException failure;

    /**
     * @param channel written to where it stands
     * @param digest has seen what is before that
     */
    PartWriter(FileChannel channel, MessageDigest digest, long fileSize, ThreadFactory threads) {
        this.channel = channel;
        this.digest = digest;
        this.threads = threads;
        this.bufferSize = (int) Math.max(1, Math.min(BUFFER_SIZE, fileSize));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Filled(byte[] bytes, int length) {
        boolean isEnd() {
            return length < 0;
        }
    }

    /** The buffer that is to be filled next; waits for one if all are full. */
    byte[] buffer() throws InterruptedIOException {
        byte[] buffer = lent != null ? lent : free.poll();
        if (buffer == null && made < BUFFERS) {
            made++;
            buffer = new byte[bufferSize];
        }
        lent = buffer != null ? buffer : await();
        return lent;
    }

    void write(byte[] buffer, int length) {
        if (buffer != lent) {
            throw new IllegalArgumentException("not the buffer that was given last");
        }
        if (thread == null) {
            thread = threads.newThread(this::run);
            thread.start();
        }
        lent = null;
        filled.add(new Filled(buffer, length));
    }

    /** Waits until everything is written. */
    void finish() throws InterruptedIOException {
        if (thread != null) {
            filled.add(END);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw interrupted();
            }
            thread = null;
        }
    }

    /** Gives up what is not written yet, and waits for the thread's end. */
    void abort() {
        if (thread != null) {
            failure = new IOException("given up");
            // The end is found at once.
            filled.clear();
            end();
        }
    }

    /** Waits until everything is written that was handed over, some buffers at most, even if it is interrupted. */
    void end() {
        boolean interrupted = false;
        if (thread != null) {
            // If an earlier wait was interrupted, the mark may be there already and leave no room for another.
            filled.offer(END);
            interrupted = joinWhateverHappens(thread);
            thread = null;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What went wrong in the thread, if anything did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** The hash of what the digest saw and of all that was written; once, after {@link #finish}. */
    Sha256 sha256() {
        return Sha256.of(digest);
    }

    private byte[] await() throws InterruptedIOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("receiving was interrupted");
    }

    private static boolean joinWhateverHappens(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private void run() {
        for (Filled next = take(); !next.isEnd(); next = take()) {
            // After a failure the buffers still have to come back, or the other thread waits for ever.
            if (failure == null) {
                tryToWrite(next);
            }
            free.add(next.bytes());
        }
    }

    private Filled take() {
        while (true) {
            try {
                return filled.take();
            } catch (InterruptedException e) {
                failure = new IOException("the writing thread was interrupted", e);
            }
        }
    }

    private void tryToWrite(Filled next) {
        try {
            digest.update(next.bytes(), 0, next.length());
            ByteBuffer bytes = ByteBuffer.wrap(next.bytes(), 0, next.length());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("writing failed: " + e, e);
        }
    }
}
