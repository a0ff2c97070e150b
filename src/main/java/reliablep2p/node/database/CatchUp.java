package reliablep2p.node.database;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeEvent.Alarm;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.CatalogRefusedException;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.NetworkKey;

/**
 * Notices that this database peer runs on an old copy of its directory: a member has more of the journal than there is
 * here, and a head that this key has signed proves it. What follows from the journal that is here is taken on. What does
 * not is an alarm: something was decided here since, or another one runs with this key. What a member merely says
 * alarms nobody.
 *
 * <p>Thread-safe: each member is asked by a thread of its own, one at a time, which {@code asked} sees to. {@code taking}
 * lets one of them at a time take on what it was told, is held while the disk works, guards {@code alarmed}, and is taken
 * under no other lock.
 */
final class CatchUp implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private static final long CLOSE_SECONDS = 4;

    private final ReentrantLock taking = new ReentrantLock();
    private final Set<PeerId> asked = ConcurrentHashMap.newKeySet();
    private final Cancellation closing = new Cancellation();
    private final CatalogJournal journal;
    private final OldCopy copy;
    private final JournalKeeper.Telling told;
    private final ConnectionPool pool;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private long alarmed;

    CatchUp(
            CatalogJournal journal,
            OldCopy copy,
            JournalKeeper.Telling told,
            ConnectionPool pool,
            ConnectionThreads threads,
            Limits limits,
            Consumer<NodeEvent> events) {
        this.journal = journal;
        this.copy = copy;
        this.told = told;
        this.pool = pool;
        this.threads = threads;
        this.limits = limits;
        this.events = events;
    }

    /**
     * Sends a new member the catalog, but first asks it for what it has more of it: an older one would alarm it. It is
     * asked on a thread of its own, so that a member that takes its time is told everything else meanwhile.
     *
     * @param bytes how many bytes of the journal it says to have
     */
    MemberLink.Catalog feed(CatalogService.Feed feed, Member member, long bytes) {
        return new MemberLink.Catalog() {
            private @Nullable CompletableFuture<Void> answered;

            @Override
            public void send(Connection connection, Runnable again) throws IOException, StorageException {
                CompletableFuture<Void> current = answered;
                if (current == null) {
                    current = new CompletableFuture<>();
                    answered = current;
                    begin(member, bytes, current, again);
                }
                if (current.isDone()) {
                    await(current);
                    feed.send(connection);
                }
            }
        };
    }

    private void begin(Member member, long bytes, CompletableFuture<Void> answered, Runnable again) {
        if (!knowsMore(bytes)) {
            met(bytes);
            answered.complete(null);
            return;
        }
        threads.start("catch up from " + member.address(), () -> {
            try {
                if (askOnce(member)) {
                    met(bytes);
                }
                answered.complete(null);
            } catch (IOException e) {
                answered.completeExceptionally(e);
            } finally {
                // Whatever else it was: a link that is never told anything would stay.
                answered.completeExceptionally(new IOException("it could not be asked"));
                again.run();
            }
        });
    }

    private static void await(CompletableFuture<Void> done) throws IOException {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IOException("it could not be asked for what it has more", e.getCause());
        }
    }

    /** One that comes again and again, and never answers, holds one thread. */
    private boolean askOnce(Member member) throws IOException {
        if (!asked.add(member.id())) {
            throw new IOException("it is still being asked from the time before");
        }
        try {
            return ask(member);
        } finally {
            asked.remove(member.id());
        }
    }

    /** One that has the beginning of this journal, and is known to have no more. */
    private void met(long bytes) {
        if (bytes > 0) {
            copy.met();
        }
    }

    private boolean knowsMore(long bytes) {
        return bytes > head().bytes();
    }

    private CatalogHead head() {
        return journal.head().orElseThrow();
    }

    /**
     * Asks a member for what it claims to have more.
     *
     * @return whether that is known now, or proved to be nothing
     * @throws IOException if there is more and it could not be had: the member is to come again
     */
    private boolean ask(Member member) throws IOException {
        try {
            long offset = head().bytes();
            while (offset >= 0) {
                offset = askFrom(member, offset);
            }
            return !copy.isBehind();
        } catch (JournalException e) {
            LOG.warn("{} claims to have more of the journal, and can't prove it: {}", member, e.getMessage());
            return !copy.isBehind();
        } catch (CatalogRefusedException e) {
            alarm(member, e);
            return false;
        } catch (StorageException e) {
            LOG.error("what {} has more of the journal can't be kept", member, e);
            events.accept(new NodeEvent.Warning(
                    "What was decided since this copy was made can't be kept: " + e.getMessage()));
            throw new IOException("what it has more of the journal can't be kept", e);
        } catch (IOException e) {
            closing.check();
            LOG.info("{} claims to have more of the journal, and can't be asked: {}", member, e.toString());
            if (copy.isBehind()) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Asks for a part. It takes at most the time of a handshake, of an answer, and of its bytes.
     *
     * @return where the next part begins; -1 if there is none
     */
    private long askFrom(Member member, long offset)
            throws IOException, JournalException, CatalogRefusedException, StorageException {
        CatalogRequest request = new CatalogRequest(offset);
        try (Exchange exchange = pool.open(member, request, limits.controlFrame(), closing)) {
            if (!(exchange.answer() instanceof CatalogAnswer answer)) {
                throw new IOException("it does not hand on its catalog");
            }
            if (key().head(answer.head()).number() <= head().number()) {
                return -1;
            }
            copy.begin();
            byte[] part;
            try (InputStream body = exchange.connection().body(answer.length())) {
                part = body.readAllBytes(); // Before the lock: whoever sends it may take its time.
            }
            if (part.length < answer.length()) {
                throw new ProtocolException("a part of the catalog ended early");
            }
            exchange.keep();
            return take(member, answer, part);
        }
    }

    private long take(Member member, CatalogAnswer answer, byte[] part)
            throws IOException, CatalogRefusedException, StorageException {
        taking.lock();
        try {
            closing.check();
            List<JournalLine> lines = journal.receive(
                    key(), answer.head(), answer.offset(), part.length, new ByteArrayInputStream(part), false);
            if (!lines.isEmpty()) {
                tell(member, lines);
            }
            return lines.isEmpty() && part.length > 0 && journal.isIncomplete() ? answer.offset() + part.length : -1;
        } finally {
            taking.unlock();
        }
    }

    private void tell(Member member, List<JournalLine> lines) throws StorageException {
        told.wrote(lines, true); // The disk has them, whatever becomes of the files.
        int missing = copy.caughtUp();
        events.accept(new NodeEvent.Warning("This database peer was started on an old copy of its directory. " + member
                + " has told it what it had signed since: "
                + (lines.size() == 1 ? "1 entry" : lines.size() + " entries") + " of the journal. "
                + (missing == 1 ? "1 file is" : missing + " files are")
                + " fetched again from whoever has them. If another one runs with its key, stop one of the two now."));
    }

    private NetworkKey key() {
        return journal.key().orElseThrow();
    }

    private void alarm(Member member, CatalogRefusedException e) {
        LOG.error("what {} has of the journal does not follow from what is here: {}", member, e.getMessage());
        long number = head().number();
        taking.lock();
        try {
            if (alarmed == number) {
                return;
            }
            alarmed = number;
        } finally {
            taking.unlock();
        }
        events.accept(
                new NodeEvent.Alarm(
                        Alarm.Reason.FORK,
                        "this database peer has signed more than it knows, and what " + member
                                + " has does not follow from its "
                                + number
                                + " entries: this is an old copy of its directory on which something was decided"
                                + " since, or another one runs with its key. Stop this one; start a backup that has not run yet"));
    }

    /** Ends a question that is being asked. */
    @Override
    public void close() {
        closing.cancel();
        try {
            // What it writes just then must not be written after the directory is given up.
            if (taking.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                taking.unlock();
            } else {
                LOG.warn("what was decided since is not taken on in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
