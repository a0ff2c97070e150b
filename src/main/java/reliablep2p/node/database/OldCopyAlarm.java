package reliablep2p.node.database;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeEvent.Alarm;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.NetworkKey;

/**
 * Notices that this database peer runs on an old copy of its directory, or that another one uses its key: a member has
 * more of the journal than there is here, and a head that this key has signed proves it. What a member merely says
 * alarms nobody.
 *
 * <p>Thread-safe: {@code asking} lets one question at a time run.
 */
final class OldCopyAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(OldCopyAlarm.class);

    private final AtomicBoolean asking = new AtomicBoolean();
    private final CatalogJournal journal;
    private final ConnectionPool pool;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private volatile long told;

    OldCopyAlarm(
            CatalogJournal journal,
            ConnectionPool pool,
            ConnectionThreads threads,
            Limits limits,
            Consumer<NodeEvent> events) {
        this.journal = journal;
        this.pool = pool;
        this.threads = threads;
        this.limits = limits;
        this.events = events;
    }

    /** A member says how many bytes of the journal it has. */
    void heard(Member member, long bytes) {
        if (bytes > journal.head().orElseThrow().bytes() && asking.compareAndSet(false, true)) {
            threads.start("old-copy", () -> {
                try {
                    ask(member);
                } finally {
                    asking.set(false);
                }
            });
        }
    }

    /** Takes at most the time of a handshake and of an answer. */
    private void ask(Member member) {
        CatalogHead own = journal.head().orElseThrow();
        NetworkKey key = journal.key().orElseThrow();
        CatalogRequest request = new CatalogRequest(Long.MAX_VALUE);
        try (Exchange exchange = pool.open(member, request, limits.controlFrame(), new Cancellation())) {
            if (exchange.answer() instanceof CatalogAnswer answer) {
                CatalogHead theirs = key.head(answer.head());
                if (theirs.number() > own.number() && theirs.number() > told) {
                    told = theirs.number();
                    events.accept(new NodeEvent.Alarm(
                            Alarm.Reason.ROLLBACK,
                            "this database peer has signed a journal of " + theirs.number()
                                    + " entries, and knows only "
                                    + own.number() + ": this is an old copy of its directory, or another one runs with"
                                    + " its key. " + member
                                    + " has the newer journal; stop this one before it writes"));
                }
            }
        } catch (JournalException e) {
            LOG.warn("{} claims to have more of the journal, and can't prove it: {}", member, e.getMessage());
        } catch (IOException e) {
            LOG.info("{} claims to have more of the journal, and can't be asked: {}", member, e.toString());
        }
    }
}
