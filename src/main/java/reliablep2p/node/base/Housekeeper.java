package reliablep2p.node.base;

import java.io.Closeable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FolderSnapshot;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.SkippedEntry;
import reliablep2p.storage.StorageException;

/**
 * Looks after the directory: sees which files have come, changed or gone, and keeps the address book.
 *
 * <p>{@link #look} is called by the thread that starts the peer, then only by the thread "housekeeper", which lives from
 * {@link #start} to {@link #close}. A scan reads the directory, not the files: those are read when they are new.
 */
public final class Housekeeper implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);

    /** With this period, the time a file must rest and a second to hash it, a new file is listed within 5 seconds. */
    private static final long PERIOD_MILLIS = 1_000;

    private static final long LONGEST_PERIOD_MILLIS = 2_500;

    private static final int REST_FACTOR = 4;

    private static final int SETTLING_LOOKS = 3;

    private static final long CLOSE_MILLIS = 5_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final PeerDirectory directory;
    private final SharedFolder folder;
    private final HeldFiles held;
    private final AddressBookFile bookFile;
    private final Consumer<NodeEvent> events;
    private final Set<SkippedEntry> told = new HashSet<>();
    private String failure = "";
    private @Nullable Thread thread;

    Housekeeper(
            PeerDirectory directory,
            SharedFolder folder,
            HeldFiles held,
            AddressBookFile bookFile,
            Consumer<NodeEvent> events) {
        this.directory = directory;
        this.folder = folder;
        this.held = held;
        this.bookFile = bookFile;
        this.events = events;
    }

    /**
     * Reads the directory once.
     *
     * @return what is in it; it is in {@link HeldFiles} already
     * @throws StorageException if the directory can't be read
     */
    public FolderSnapshot look() throws StorageException {
        held.beginScan();
        FolderSnapshot scan = folder.scan();
        held.endScan(scan.files());
        directory.lookAtState();
        told.retainAll(scan.skipped());
        for (SkippedEntry skipped : scan.skipped()) {
            if (told.add(skipped)) {
                events.accept(new NodeEvent.FileSkipped(skipped.name(), skipped.reason()));
            }
        }
        return scan;
    }

    /**
     * Reads the directory, and if a file in it was changed just now, until it rests or 3 seconds are over: who copies
     * files and then starts the peer expects them to be there.
     */
    public FolderSnapshot lookUntilSettled() throws StorageException {
        FolderSnapshot scan = look();
        try {
            for (int i = 0; i < SETTLING_LOOKS && scan.growing(); i++) {
                if (closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
                scan = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return scan;
    }

    /** Is called after each look. */
    public interface Listener {
        /**
         * The directory was read.
         *
         * @throws StorageException if what follows from it can't be kept; that is told, and tried again
         */
        void looked(FolderSnapshot scan) throws StorageException;
    }

    /** Goes on looking, and calls the listener after each look. */
    public void start(Listener listener) {
        Thread housekeeper = new Thread(() -> run(listener), "housekeeper");
        housekeeper.setDaemon(true);
        thread = housekeeper;
        housekeeper.start();
    }

    private void run(Listener listener) {
        try {
            long pause = PERIOD_MILLIS;
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                long begun = System.nanoTime();
                tick(listener);
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                // A directory of very many files is not to keep a processor busy.
                pause = Math.min(LONGEST_PERIOD_MILLIS, Math.max(PERIOD_MILLIS, REST_FACTOR * took));
            }
            bookFile.save();
        } catch (StorageException e) {
            LOG.error("the address book can't be kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(Listener listener) {
        try {
            listener.looked(look());
            bookFile.save();
            failure = "";
        } catch (CancelledScanException e) {
            LOG.debug("the end came during a look");
        } catch (StorageException | RuntimeException e) {
            failed(e);
        }
    }

    /** The next look follows in a second and may fail alike: that is told once. */
    private void failed(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (!message.equals(failure)) {
            failure = message;
            LOG.error("looking after the directory failed", e);
            events.accept(new NodeEvent.Warning(message));
        }
    }

    /** Ends the thread, which keeps the address book a last time. */
    @Override
    public void close() {
        closed.countDown();
        folder.close(); // Ends a scan that is still reading.
        Thread ending = thread;
        if (ending != null) {
            try {
                ending.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
