package reliablep2p.shell.output;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchListener;

/**
 * Shows on a screen how one fetch goes on, once it has taken a while.
 *
 * <p>The fetching thread only leaves numbers here; {@link #draw}, called some ten times a second by another thread, does
 * the work. What the fetching thread leaves is guarded by this object's lock, which is not held while the screen draws;
 * drawing and closing exclude each other by a lock of their own, taken first.
 */
public final class TransferProgress implements FetchListener, AutoCloseable {
    /** A fetch shorter than this shows nothing. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    /** The rate is that of the last few seconds. */
    private static final Duration WINDOW = Duration.ofSeconds(4);

    private final Screen screen;
    private final LongSupplier nanoTime;
    private final long begin;
    private final Object drawing = new Object();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable TrustedFile file;
    private @Nullable Member source;
    private int asked;
    private long received;
    private boolean closed;

    private record Sample(long time, long received) {}

    /**
     * The progress of a fetch that begins now.
     *
     * @param nanoTime a clock in nanoseconds, {@link System#nanoTime} but in tests
     */
    public TransferProgress(Screen screen, LongSupplier nanoTime) {
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    @Override
    public synchronized void asking(TrustedFile file, Member peer, int asked) {
        this.file = file;
        this.source = peer;
        this.asked = asked;
        restart();
    }

    @Override
    public synchronized void received(TrustedFile file, Member from, long received) {
        if (received < this.received) {
            restart();
        }
        this.file = file;
        this.source = from;
        this.received = received;
    }

    private void restart() {
        received = 0;
        samples.clear();
    }

    /** Draws what is known now; nothing in the first half second. */
    public void draw() {
        synchronized (drawing) {
            List<String> lines = lines(nanoTime.getAsLong());
            if (!lines.isEmpty()) {
                screen.progress(lines);
            }
        }
    }

    private synchronized List<String> lines(long now) {
        if (closed || file == null || source == null || now - begin < PATIENCE.toNanos()) {
            return List.of();
        }
        if (received == 0) {
            return List.of(ProgressLine.asking(file, source, asked, screen.width()));
        }
        return List.of(ProgressLine.receiving(file, received, rate(now), screen.width()));
    }

    /** Bytes a second; 0 if not known yet. */
    private double rate(long now) {
        samples.addLast(new Sample(now, received));
        while (samples.size() > 2 && now - samples.getFirst().time() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long nanos = now - first.time();
        return nanos <= 0 ? 0 : (received - first.received()) * 1e9 / nanos;
    }

    /** Removes the lines; nothing is drawn afterwards. */
    @Override
    public void close() {
        synchronized (drawing) {
            synchronized (this) {
                closed = true;
            }
            screen.progress(List.of());
        }
    }
}
