package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Limits;

/**
 * Ends a connection by closing its raw socket, when asked to or when a deadline expires, and remembers why: whoever was
 * blocked gets told that, and not "Socket closed". Thread-safe, without a lock.
 */
final class Lifeline implements Closeable {
    private final Socket raw;
    private final Watchdog watchdog;
    private final Consumer<Object> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable Supplier<IOException>> cause = new AtomicReference<>();

    /**
     * @param onClose called once, by the thread that closes, with the reason: its text is made only when asked for
     */
    Lifeline(Socket raw, Watchdog watchdog, Consumer<Object> onClose) {
        this.raw = raw;
        this.watchdog = watchdog;
        this.onClose = onClose;
    }

    boolean isOpen() {
        return !closed.get();
    }

    @Override
    public void close() {
        close("no longer needed");
    }

    private void close(Object reason) {
        if (closed.compareAndSet(false, true)) {
            Sockets.close(raw);
            onClose.accept(reason);
        }
    }

    /** Throws once it is closed: TLS would go on handing out what it has decrypted before. */
    void check() throws IOException {
        if (closed.get()) {
            throw broken(new SocketException("closed"));
        }
    }

    /** Closes; what is blocked now, and what is tried later, throws this. */
    void closeBecause(Supplier<IOException> reason) {
        cause.compareAndSet(null, reason);
        close(new Reason(reason));
    }

    /** Closes after this exception, and finds out what to throw in its place. */
    IOException broken(IOException thrown) {
        boolean closedHere = closed.get();
        Supplier<IOException> reason = cause.get();
        close(thrown);
        if (closedHere && reason != null) {
            IOException because = reason.get();
            because.initCause(thrown);
            return because;
        }
        return closedHere ? new IOException("the connection was closed", thrown) : thrown;
    }

    /** Puts a total deadline on what the current thread does until it closes the result. */
    Deadline deadline(String what, Duration limit) {
        return new Deadline(what, limit);
    }

    /** Watches file bytes until the result is closed. */
    Pace pace(Limits limits, long total) {
        String text =
                "less than " + limits.paceBytes() + " bytes of a file moved within " + Sockets.text(limits.pace());
        return new Pace(watchdog, limits, total, () -> closeBecause(() -> new DeadlineException(text))).start();
    }

    /** What an exception will say that nobody has thrown yet. */
    private record Reason(Supplier<IOException> exception) {
        @Override
        public String toString() {
            return exception.get().toString();
        }
    }

    /** A deadline; of the thread that made it. */
    final class Deadline implements AutoCloseable {
        private Watchdog.Watch watch;

        private Deadline(String what, Duration limit) {
            watch = watch(what, limit);
        }

        /** Replaces it by another that begins now. */
        void restart(String what, Duration limit) {
            watch.close();
            watch = watch(what, limit);
        }

        @Override
        public void close() {
            watch.close();
        }

        private Watchdog.Watch watch(String what, Duration limit) {
            return watchdog.after(
                    limit, () -> closeBecause(() -> new DeadlineException(what + " within " + Sockets.text(limit))));
        }
    }
}
