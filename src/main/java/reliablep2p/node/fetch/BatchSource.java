package reliablep2p.node.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.BodyStream;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.DeadlineException;
import reliablep2p.net.Lease;
import reliablep2p.net.OutpacedException;
import reliablep2p.node.FetchOutcome;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.Published;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/**
 * Gets small files from one source over one connection. The next requests are on their way while an answer is read, and
 * while another thread makes sure of the files before on the disk. Used by one thread, once.
 */
final class BatchSource {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSource.class);

    /** Requests that are on their way at a time; {@code docs/PROTOCOL.md}, section "Connections". */
    private static final int WINDOW = 32;
    /** A group goes to the disk when it has so many files, or bytes; each is open until then. */
    private static final int GROUP_FILES = 64;

    private static final long GROUP_BYTES = 8 << 20;
    /** Groups that wait for the disk; then receiving waits, too. */
    private static final int GROUPS = 1;
    /** What is believed of a source that lacks so many files is not worth asking further. */
    private static final int MISSES = 3;

    private final FetchContext context;
    private final Member source;
    private final List<TrustedFile> files;
    private final Consumer<FetchOutcome.Fetched> fetched;
    private final Consumer<TrustedFile> done;
    private final Cancellation stop;
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate((int) Batch.MAX_SIZE);
    private final BlockingQueue<FileGroup> groups = new ArrayBlockingQueue<>(GROUPS);
    /** When each was asked for, by {@code nanoTime}. */
    private final Map<TrustedFile, Long> asked = new ConcurrentHashMap<>();

    private FileGroup group;
    private int misses;
    private boolean answered;
    private volatile boolean waitsForDisk;

    /** @param done told of each file that is here, by the thread that makes sure of it */
    BatchSource(
            FetchContext context,
            Member source,
            List<TrustedFile> files,
            Consumer<FetchOutcome.Fetched> fetched,
            Consumer<TrustedFile> done,
            Cancellation stop) {
        this.context = context;
        this.source = source;
        this.files = files;
        this.fetched = fetched;
        this.done = done;
        this.stop = stop;
        this.group = context.shelf().group();
    }

    /** Gets what it can; returns when all of that is on the disk. */
    void run() {
        Thread keeper = context.threads().start("keep from " + source.address(), this::keepAll);
        try {
            receiveAll();
            context.learning().learn(source, stop);
        } catch (VerificationException e) {
            context.knowledge().book().lied(source.id());
            LOG.warn("{} sent wrong bytes: {}", source, e.getMessage());
        } catch (IOException e) {
            if (Stall.isCause(e)) {
                context.knowledge().book().stalled(source.id());
            }
            LOG.info("{} gives no more files: {}", source, e.toString());
        } catch (StorageException e) {
            LOG.info("files from {} can't be kept: {}", source, e.getMessage());
        } finally {
            finish(keeper);
        }
    }

    /** Over a fresh connection if a kept one turns out to have ended. */
    private void receiveAll() throws IOException, StorageException {
        while (true) {
            try (Lease lease = context.pool().lease(source, stop)) {
                try {
                    receiveAll(lease.connection());
                    lease.keep();
                    return;
                } catch (DeadlineException | OutpacedException | ProtocolException e) {
                    throw e;
                } catch (IOException e) {
                    if (answered || !lease.isUsed() || stop.isCancelled()) {
                        throw e;
                    }
                }
            }
        }
    }

    private void receiveAll(Connection connection) throws IOException, StorageException {
        Iterator<TrustedFile> next = files.iterator();
        Deque<TrustedFile> sent = new ArrayDeque<>();
        try (Stall stall = new Stall(context.watchdog(), connection, () -> waitsForDisk)) {
            do {
                if (sent.size() <= WINDOW / 2) {
                    request(connection, next, sent);
                }
                if (!sent.isEmpty()) {
                    Answer answer = connection.answer(context.limits().mapFrame());
                    answered = true;
                    take(connection, answer, sent.remove(), stall);
                }
            } while (!sent.isEmpty() || (next.hasNext() && misses < MISSES));
        }
    }

    private void request(Connection connection, Iterator<TrustedFile> next, Deque<TrustedFile> sent)
            throws IOException {
        while (sent.size() < WINDOW && next.hasNext() && misses < MISSES) {
            TrustedFile file = next.next();
            asked.put(file, System.nanoTime());
            connection.send(new GetRequest(file.name(), file.sha256(), 0, file.size()));
            sent.add(file);
        }
    }

    private void take(Connection connection, Answer answer, TrustedFile file, Stall stall)
            throws IOException, StorageException {
        if (answer instanceof FileAnswer given) {
            if (!given.file().equals(file) || given.offset() != 0 || given.length() != file.size()) {
                throw new ProtocolException("other bytes than those asked for");
            }
            receive(connection, file, stall);
        } else if (answer instanceof MapAnswer map) {
            misses++;
            context.knowledge().book().disproved(file.sha256(), source.id());
            context.hearsay().merge(source.id(), map);
        } else if (answer instanceof ErrorAnswer error) {
            LOG.debug("{} refused {}: {}", source, file.name(), error.message());
        } else {
            throw new ProtocolException("an answer that does not belong to a get");
        }
    }

    private void receive(Connection connection, TrustedFile file, Stall stall) throws IOException, StorageException {
        buffer.clear().limit((int) file.size());
        try (BodyStream body = connection.body(file.size())) {
            while (buffer.hasRemaining()) {
                int count = body.read(buffer);
                stall.moved(count);
                context.knowledge().counters().received(count);
            }
        }
        digest.update(buffer.flip());
        if (!Sha256.of(digest).equals(file.sha256())) {
            context.knowledge().book().disproved(file.sha256(), source.id());
            throw new VerificationException(VerificationException.Kind.HASH, file.name() + " has another hash");
        }
        if (context.shelf().wants(file)) {
            group.add(file, context.shelf().destination(file), buffer.rewind());
            if (group.size() >= GROUP_FILES || group.bytes() >= GROUP_BYTES) {
                flush();
            }
        }
    }

    private void flush() {
        FileGroup full = group;
        group = context.shelf().group();
        hand(full);
    }

    /** Gives a group to the thread that keeps; an empty one ends that. */
    private void hand(FileGroup full) {
        boolean interrupted = false;
        waitsForDisk = true;
        while (true) {
            try {
                groups.put(full);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // What came must not be lost; the disk ends this wait.
            }
        }
        waitsForDisk = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Thread keeper) {
        if (group.size() > 0) {
            flush();
        }
        hand(group);
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepAll() {
        try {
            for (FileGroup next = groups.take(); next.size() > 0; next = groups.take()) {
                keep(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody does that; what is not published is fetched again.
        }
    }

    /** A defect in who is told must not end this thread, for which the receiving one waits. */
    private void keep(FileGroup full) {
        try {
            full.publish(new Keeping(), () -> false);
        } catch (RuntimeException e) {
            LOG.error("files from {} were kept, but not all told", source, e);
        }
    }

    private final class Keeping implements FileGroup.Listener {
        @Override
        public void published(TrustedFile file, Published published) {
            context.shelf().placed(published);
            context.knowledge().book().saw(file.sha256(), source.id());
            context.knowledge().counters().lookedUp(1);
            done.accept(file);
            Duration took = Duration.ofNanos(System.nanoTime() - asked.getOrDefault(file, System.nanoTime()));
            List<FetchOutcome.Share> shares = List.of(new FetchOutcome.Share(source, file.size()));
            fetched.accept(new FetchOutcome.Fetched(file, source, 1, took, published.replaced(), 0, shares));
        }

        @Override
        public void failed(TrustedFile file, StorageException why) {
            LOG.warn("{} could not be kept: {}", file.name(), why.getMessage());
        }
    }
}
