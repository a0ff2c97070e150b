package reliablep2p.app;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.shell.output.ExitCode;

/**
 * How the program ends: somebody {@link #begin}s it, once; then what was opened is closed, the last first; and it takes
 * no longer than a given time, whatever hangs.
 *
 * <p>Thread-safe. The monitor guards the list of what is to be closed and is not held while closing.
 */
final class Ending {
    /** How long the conversation may take to notice; it may be deep in a read that nothing ends. */
    private static final Duration NOTICE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final CompletableFuture<ExitCode> begun = new CompletableFuture<>();
    private final Deque<Closeable> toClose = new ArrayDeque<>();
    private final Duration bound;
    private final Consumer<ExitCode> halt;
    private boolean closing;

    /**
     * An end that nobody has begun.
     *
     * @param bound how long it may take
     * @param halt ends the process at once, if it takes longer
     */
    Ending(Duration bound, Consumer<ExitCode> halt) {
        this.bound = bound;
        this.halt = halt;
    }

    /** Begins the end; only the first call counts, so a second signal neither hurries nor spoils it. */
    void begin(ExitCode code) {
        begun.complete(code);
    }

    /** Whether somebody has begun it. */
    boolean hasBegun() {
        return begun.isDone();
    }

    /** Runs this as soon as the end begins, or now if it has. */
    void onBegin(Runnable action) {
        CompletableFuture<Void> unused = begun.thenRun(action);
    }

    /** Has something closed at the end, or now if that is past. */
    void onClose(Closeable closeable) {
        synchronized (this) {
            if (!closing) {
                toClose.push(closeable);
                return;
            }
        }
        close(closeable);
    }

    /** Blocks until somebody else begins the end. */
    ExitCode waitForSignal() {
        return begun.join();
    }

    /**
     * Waits for the end to begin, and carries it out.
     *
     * @param conversation the thread that is to stop first
     * @return what the process is to exit with
     */
    ExitCode await(Thread conversation) {
        ExitCode code = begun.join();
        startWatchdog(code);
        conversation.interrupt();
        join(conversation);
        Closeable next = next();
        while (next != null) {
            close(next);
            next = next();
        }
        return code;
    }

    private synchronized @Nullable Closeable next() {
        closing = true;
        return toClose.poll();
    }

    private static void join(Thread conversation) {
        try {
            conversation.join(NOTICE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("at the end", e);
        }
    }

    /** Never called off: what runs when a process exits can hang as well. */
    private void startWatchdog(ExitCode code) {
        Thread watchdog = new Thread(() -> haltLater(code), "end at last");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private void haltLater(ExitCode code) {
        try {
            Thread.sleep(bound.toMillis());
            halt.accept(code);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            Thread.currentThread().interrupt();
        }
    }
}
