package reliablep2p.shell.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import reliablep2p.model.TrustedFile;

/**
 * Shows on a screen how the fetches of one command go on, once they have taken a while: a line for each that runs, and
 * below them one for all.
 *
 * <p>All methods may be called by any thread. This object's lock guards the numbers and is not held while the screen
 * draws; under it that of a {@link TransferProgress} is taken. Drawing and closing exclude each other by a lock of their
 * own, taken first.
 */
public final class TotalProgress implements AutoCloseable {
    /** Fetches that are over sooner show nothing. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final Screen screen;
    private final LongSupplier nanoTime;
    private final long begin;
    private final int files;
    private final long size;
    private final int longestName;
    private final Object drawing = new Object();

    private final List<TransferProgress> running = new ArrayList<>();
    private final Rate rate = new Rate();
    private int here;
    private int failed;
    private long bytesHere;
    private long bytesFailed;

    /** What those that have ended moved. */
    private long moved;

    private boolean closed;

    /**
     * The progress of fetches that begin now.
     *
     * @param nanoTime a clock in nanoseconds, {@link System#nanoTime} but in tests
     * @param files all that will be fetched; none if it is one whose size is not known yet, which needs no line for all
     */
    TotalProgress(Screen screen, LongSupplier nanoTime, List<TrustedFile> files) {
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.files = files.size();
        this.size = files.stream().mapToLong(TrustedFile::size).reduce(0, TotalProgress::sum);
        this.longestName = files.stream()
                .mapToInt(file -> DisplayWidth.of(file.name().text()))
                .max()
                .orElse(0);
    }

    /** Sizes come from the catalog, and nobody promised that their sum is one. */
    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /** The fetch of a file that is to be found out begins. */
    TransferProgress begin() {
        return add(new TransferProgress());
    }

    /**
     * The fetch of a file begins.
     *
     * @param held whether it seems to be here, and is only to be checked
     */
    public TransferProgress begin(TrustedFile file, boolean held) {
        return add(new TransferProgress(file, held));
    }

    private synchronized TransferProgress add(TransferProgress progress) {
        running.add(progress);
        return progress;
    }

    /**
     * A fetch has ended.
     *
     * @param success whether the file is here now
     */
    public synchronized void end(TransferProgress progress, TrustedFile file, boolean success) {
        running.remove(progress);
        moved += progress.moved();
        if (success) {
            here++;
            bytesHere += file.size();
        } else {
            failed++;
            bytesFailed += file.size();
        }
    }

    /** Draws what is known now; nothing in the first half second. */
    public void draw() {
        synchronized (drawing) {
            List<String> lines = lines(nanoTime.getAsLong(), screen.columns());
            if (!lines.isEmpty()) {
                screen.progress(lines);
            }
        }
    }

    /** How those stand that receive something now; nothing in the first half second. */
    synchronized List<ProgressRow.Receiving> receiving() {
        long now = nanoTime.getAsLong();
        List<ProgressRow.Receiving> rows = new ArrayList<>();
        if (!closed && now - begin >= PATIENCE.toNanos()) {
            for (TransferProgress progress : running) {
                if (progress.row(now).orElse(null) instanceof ProgressRow.Receiving receiving) {
                    rows.add(receiving);
                }
            }
        }
        return rows;
    }

    private synchronized List<String> lines(long now, int width) {
        if (closed || now - begin < PATIENCE.toNanos()) {
            return List.of();
        }
        List<ProgressRow> rows = new ArrayList<>();
        running.forEach(progress -> progress.row(now).ifPresent(rows::add));
        int names = rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.file().name().text()))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>(ProgressTable.lines(rows, files > 0, Math.max(longestName, names), width));
        if (files > 0) {
            lines.add(total(now).text(width));
        } else {
            rows.stream()
                    .filter(ProgressRow.Receiving.class::isInstance)
                    .forEach(row -> lines.addAll(ProgressTable.sources((ProgressRow.Receiving) row, width)));
        }
        return lines;
    }

    private TotalLine total(long now) {
        long received = bytesHere;
        long movedNow = moved;
        for (TransferProgress progress : running) {
            received += progress.received();
            movedNow += progress.moved();
        }
        long left = Math.max(0, size - bytesFailed - received);
        return new TotalLine(files, here, failed, received, size, left, rate.at(now, movedNow));
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
