package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
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
 * <p>Thread-safe: {@code asking} lets one member at a time be asked, in the order in which they came, and guards
 * {@code alarmed}; it is held meanwhile, and taken under no other lock.
 */
final class CatchUp implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private static final long CLOSE_SECONDS = 4;

    private final ReentrantLock asking = new ReentrantLock(true);
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
            private @Nullable CompletableFuture<Void> asked;

            @Override
            public void send(Connection connection, Runnable again) throws IOException, StorageException {
                CompletableFuture<Void> asking = asked;
                if (asking == null) {
                    asking = new CompletableFuture<>();
                    asked = asking;
                    begin(member, bytes, asking, again);
                }
                if (asking.isDone()) {
                    await(asking);
                    feed.send(connection);
                }
            }
        };
    }

    private void begin(Member member, long bytes, CompletableFuture<Void> asked, Runnable again) {
        if (!knowsMore(bytes)) {
            met(bytes);
            asked.complete(null);
            return;
        }
        threads.start("catch up from " + member.address(), () -> {
            try {
                if (askInTurn(member, bytes)) {
                    met(bytes);
                }
                asked.complete(null);
            } catch (IOException | RuntimeException e) {
                asked.completeExceptionally(e);
            } finally {
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

    private boolean askInTurn(Member member, long bytes) throws IOException {
        asking.lock(); // Each turn ends by the deadlines of a connection, or when this is closed.
        try {
            return !knowsMore(bytes) || ask(member); // Another one may have told it meanwhile.
        } finally {
            asking.unlock();
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
        CatalogHead own = head();
        try {
            List<JournalLine> lines = takeOn(member, own);
            if (!lines.isEmpty()) {
                told.wrote(lines, true); // The disk has them, whatever becomes of the files.
                int missing = copy.caughtUp();
                events.accept(new NodeEvent.Warning("This database peer was started on an old copy of its directory. "
                        + member + " has told it what it had signed since: "
                        + (lines.size() == 1 ? "1 entry" : lines.size() + " entries") + " of the journal. "
                        + (missing == 1 ? "1 file is" : missing + " files are")
                        + " fetched again from whoever has them. If another one runs with its key, stop one of the two"
                        + " now."));
            }
            return !copy.isBehind();
        } catch (JournalException e) {
            LOG.warn("{} claims to have more of the journal, and can't prove it: {}", member, e.getMessage());
            return !copy.isBehind();
        } catch (CatalogRefusedException e) {
            alarm(member, own, e);
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

    /** Gives back what is new. Each part takes at most the time of a handshake, of an answer, and of its bytes. */
    private List<JournalLine> takeOn(Member member, CatalogHead own)
            throws IOException, JournalException, CatalogRefusedException, StorageException {
        long offset = own.bytes();
        while (true) {
            CatalogRequest request = new CatalogRequest(offset);
            try (Exchange exchange = pool.open(member, request, limits.controlFrame(), closing)) {
                if (!(exchange.answer() instanceof CatalogAnswer answer)) {
                    throw new IOException("it does not hand on its catalog");
                }
                if (key().head(answer.head()).number() <= own.number()) {
                    return List.of();
                }
                copy.begin();
                List<JournalLine> lines;
                try (InputStream body = exchange.connection().body(answer.length())) {
                    lines = journal.receive(key(), answer.head(), answer.offset(), answer.length(), body, false);
                }
                exchange.keep();
                if (!lines.isEmpty() || answer.length() == 0 || !journal.isIncomplete()) {
                    return lines;
                }
                offset = answer.offset() + answer.length();
            }
        }
    }

    private NetworkKey key() {
        return journal.key().orElseThrow();
    }

    private void alarm(Member member, CatalogHead own, CatalogRefusedException e) {
        LOG.error("what {} has of the journal does not follow from what is here: {}", member, e.getMessage());
        if (alarmed == own.number()) {
            return;
        }
        alarmed = own.number();
        events.accept(
                new NodeEvent.Alarm(
                        Alarm.Reason.FORK,
                        "this database peer has signed more than it knows, and what " + member
                                + " has does not follow from its "
                                + own.number()
                                + " entries: this is an old copy of its directory on which something was decided"
                                + " since, or another one runs with its key. Stop this one; start a backup that has not run yet"));
    }

    /** Ends a question that is being asked. */
    @Override
    public void close() {
        closing.cancel();
        try {
            // What it writes just then must not be written after the directory is given up.
            if (asking.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                asking.unlock();
            } else {
                LOG.warn("the asking for what was decided since does not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
