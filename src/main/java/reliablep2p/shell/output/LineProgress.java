package reliablep2p.shell.output;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Printable;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ShareListener;

/**
 * Shows on a screen, in one line, how work on files goes on, one after the other, once it has taken a while.
 *
 * <p>All methods may be called by any thread. This object's lock guards the numbers and is not held while the screen
 * draws; drawing and closing exclude each other by a lock of their own, taken first.
 */
public final class LineProgress implements ShareListener, ScrubListener, AutoCloseable {
    private final Screen screen;
    private final LongSupplier nanoTime;
    private final long begin;
    private final int files;
    private final @Nullable Ticks ticks;
    private final Object drawing = new Object();

    private Rate rate = new Rate();
    private int number;
    private String name = "";
    private String doing = "";
    private long done;
    private long size;
    private boolean closed;

    LineProgress(Screen screen, LongSupplier nanoTime, int files, boolean drawn) {
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.files = files;
        this.ticks = drawn ? Ticks.start(this::draw, Ticks.OFTEN) : null;
    }

    /** Begins; to be closed before the last answer is printed. */
    public static LineProgress start(Output output, int files) {
        return new LineProgress(output.screen(), System::nanoTime, files, output.showsProgress());
    }

    /** The next file has its turn. */
    public synchronized void next(String path) {
        number++;
        phase(path, "looking at it", 0);
    }

    @Override
    public synchronized void reading(Path path, long read, long size) {
        phase(path.toString(), "hashing", size);
        done = read;
    }

    @Override
    public synchronized void sending(TrustedFile file, long sent) {
        phase(file.name().text(), "sending", file.size());
        done = sent;
    }

    @Override
    public void reading(TrustedFile file, long read, long all) {
        reading(file, read, all, "checking");
    }

    /** The same with another word for what is done while files are read. */
    public ScrubListener as(String word) {
        return (file, read, all) -> reading(file, read, all, word);
    }

    private synchronized void reading(TrustedFile file, long read, long all, String word) {
        number = 1;
        phase(file.name().text(), word, all);
        done = read;
    }

    private void phase(String name, String doing, long size) {
        if (!this.doing.equals(doing)) {
            rate = new Rate();
        }
        this.name = Printable.text(name.substring(name.lastIndexOf('/') + 1));
        this.doing = doing;
        this.size = size;
    }

    /** Draws what is known now; nothing in the first half second. */
    void draw() {
        synchronized (drawing) {
            String line = line(nanoTime.getAsLong(), screen.columns());
            if (!line.isEmpty()) {
                screen.progress(List.of(line));
            }
        }
    }

    private synchronized String line(long now, int width) {
        if (closed || number == 0 || now - begin < TotalProgress.PATIENCE.toNanos()) {
            return "";
        }
        double speed = rate.at(now, done);
        String count = files > 1 ? number + " of " + files + ": " : "";
        String share = size == 0 ? "" : " " + Quantities.percent(done, size) + "%";
        String bytes = size == 0 ? "" : ", " + Quantities.part(done, size);
        String time = speed > 0 ? Quantities.timeLeft(size - done, speed) : "";
        String soon = time.isEmpty() ? "" : ", " + time + " left";
        String perSecond = speed > 0 ? ", " + Quantities.size((long) speed) + "/s" : "";
        String end = ": " + doing + share;
        String[] ends = {end + bytes + perSecond + soon, end + bytes + soon, end + soon, share};
        int choice = 0;
        while (choice < ends.length - 1 && DisplayWidth.of(count + name + ends[choice]) > width) {
            choice++;
        }
        int room = Math.max(1, width - DisplayWidth.of(count + ends[choice]));
        return DisplayWidth.shorten(count + DisplayWidth.shortenMiddle(name, room) + ends[choice], width);
    }

    /** Removes the line; nothing is drawn afterwards. */
    @Override
    public void close() {
        if (ticks != null) {
            ticks.close();
        }
        synchronized (drawing) {
            synchronized (this) {
                closed = true;
            }
            screen.progress(List.of());
        }
    }
}
