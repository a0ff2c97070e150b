package reliablep2p.node.database;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * A database peer that was started on a copy of its directory, and may have signed more than it knows: as long as the
 * state file {@value #MARK} is there it decides nothing, and nothing that is missing counts as deleted. Why, is said in
 * docs/decisions/0017-old-copies-catch-up.md.
 *
 * <p>Thread-safe: {@code lock} guards {@code waiting}, {@code behind} and {@code metAt}, and makes beginning and ending
 * one step each, for which it is held while the disk works. The lock of {@link JournalKeeper} is taken under it, never
 * the other way.
 */
final class OldCopy {
    /** A backup has it from the beginning; whoever copies a directory in another way may make it. */
    static final String MARK = "restored";

    private static final Logger LOG = LoggerFactory.getLogger(OldCopy.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final PeerDirectory directory;
    private final JournalKeeper keeper;
    private final Rearrangement files;
    private final Duration wait;
    private final Consumer<NodeEvent> events;
    private boolean waiting;
    /** A member has proved that more was decided, and that is not here yet. */
    private boolean behind;

    private long metAt;

    /** @param wait how long after the first member that knows the journal another one may still know more of it */
    OldCopy(
            PeerDirectory directory,
            JournalKeeper keeper,
            Rearrangement files,
            Duration wait,
            Consumer<NodeEvent> events) {
        this.directory = directory;
        this.keeper = keeper;
        this.files = files;
        this.wait = wait;
        this.events = events;
    }

    /** Marks a directory as a copy. */
    static void mark(PeerDirectory copy) throws StorageException {
        copy.write(
                MARK,
                ("This directory is a copy. The database peer that is started on it decides nothing before it has learned"
                                + " from a member what was decided since.\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** At the start, when it is known what lies in the directory. */
    void start() throws StorageException {
        if (!directory.exists(MARK)) {
            return;
        }
        lock.lock();
        try {
            keeper.hold();
            keeper.arrange(files);
        } finally {
            lock.unlock();
        }
        events.accept(
                new NodeEvent.Warning(
                        "This directory is a copy: before anything is approved, revoked or granted, a"
                                + " member that knows the journal has to come, so that nothing is contradicted that was decided since."));
    }

    /** A member has proved that more was decided than is known here. */
    void begin() throws StorageException {
        lock.lock();
        try {
            if (!keeper.isHeld()) {
                mark(directory); // A crash from here on must not make what is missing deleted.
                keeper.hold();
            }
            waiting = false;
            behind = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The journal has gone on.
     *
     * @return how many files are to be fetched again
     */
    int caughtUp() throws StorageException {
        lock.lock();
        try {
            behind = false; // If the files can't be arranged now, that is done before anything is decided.
            return keeper.arrange(files);
        } finally {
            lock.unlock();
        }
    }

    /** Whether more was decided than is known here, for certain. */
    boolean isBehind() {
        lock.lock();
        try {
            return behind;
        } finally {
            lock.unlock();
        }
    }

    /** A member that knows the journal has come; another one may know more of it, and comes soon. */
    void met() {
        lock.lock();
        try {
            if (!waiting && !behind) {
                waiting = true;
                metAt = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** To be called now and then; ends what {@link #start} or {@link #begin} has begun. */
    void look() throws StorageException {
        lock.lock();
        try {
            if (!keeper.isHeld() || !waiting || behind || System.nanoTime() - metAt < wait.toNanos()) {
                return;
            }
            keeper.arrange(files);
            directory.delete(MARK);
            keeper.release();
        } finally {
            lock.unlock();
        }
        LOG.info("no member knows more of the journal; from now on this database peer decides again");
        events.accept(
                new NodeEvent.Warning("The members know no more of the journal than is here: this copy is the database"
                        + " peer now, and decides again. Never start the old directory again."));
    }
}
