package reliablep2p.node.peer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeEvent.Alarm;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.CatalogRefusedException;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.NetworkKey;

/**
 * Asks other members for what is new in the catalog, while the database peer is away from this one: it may not be away
 * from them. What they hand on is proved, so it does not matter who they are.
 *
 * <p>Thread-safe; has no state of its own.
 */
final class CatalogPoller {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogPoller.class);

    private static final int ASKED = 3;
    private static final long LONGEST_END_SECONDS = 4;

    private final Knowledge knowledge;
    private final CatalogJournal journal;
    private final NewLines news;
    private final ConnectionPool pool;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private final Random random;
    private final Introduction introduction;

    CatalogPoller(
            Knowledge knowledge,
            CatalogJournal journal,
            NewLines news,
            ConnectionPool pool,
            ConnectionThreads threads,
            Limits limits,
            Consumer<NodeEvent> events,
            Random random,
            Introduction introduction) {
        this.knowledge = knowledge;
        this.journal = journal;
        this.news = news;
        this.pool = pool;
        this.threads = threads;
        this.limits = limits;
        this.events = events;
        this.random = random;
        this.introduction = introduction;
    }

    /** What this peer says to a member that does not know it any more, because the database peer has lost it. */
    interface Introduction {
        /** Empty if this peer can't prove to belong to the network. */
        Optional<HelloRequest> to(PeerId network) throws StorageException;
    }

    /** Is told what came; see {@link Updates}. */
    interface NewLines {
        /** These lines are new. */
        void came(List<JournalLine> lines);
    }

    /** An asking that goes on until it is closed. */
    interface Asking extends AutoCloseable {
        @Override
        void close();
    }

    /** Asks again and again, in a thread of its own, until what it gives back is closed or the session ends. */
    Asking start(Cancellation lasting) {
        Cancellation stop = new Cancellation();
        Cancellation.Registration ending = lasting.register(stop::cancel);
        CountDownLatch ended = new CountDownLatch(1);
        threads.start("catalog", () -> {
            try (Pause pause = new Pause(limits.polling(), stop)) {
                while (pause.pass()) {
                    poll(news, stop);
                }
            } catch (IOException e) {
                LOG.debug("the asking for news of the catalog ends: {}", e.toString());
            } finally {
                ended.countDown();
            }
        });
        return () -> {
            ending.close();
            stop.cancel();
            awaitEnd(ended);
        };
    }

    /** What it asks ends with the cancellation; what it writes just then takes no longer than a disk. */
    private static void awaitEnd(CountDownLatch ended) {
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the asking for news of the catalog does not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks a few members, in random order.
     *
     * @param told gets what is new
     * @throws IOException if it was cancelled
     */
    void poll(NewLines told, Cancellation cancellation) throws IOException {
        Optional<NetworkKey> key = journal.key();
        if (key.isEmpty()) {
            return;
        }
        List<Member> others = new ArrayList<>(knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.PEER && !member.id().equals(knowledge.self()))
                .toList());
        Collections.shuffle(others, random);
        for (Member member : others.subList(0, Math.min(ASKED, others.size()))) {
            cancellation.check();
            try {
                if (!ask(member, key.get(), told, cancellation)
                        && isWelcome(member, key.get().id(), cancellation)) {
                    ask(member, key.get(), told, cancellation);
                }
            } catch (CatalogRefusedException e) {
                LOG.warn("{} hands on a catalog that must not be believed: {} {}", member, e.reason(), e.getMessage());
                if (e.reason() == Alarm.Reason.FORK) {
                    events.accept(new NodeEvent.Alarm(e.reason(), String.valueOf(e.getMessage())));
                }
            } catch (StorageException e) {
                LOG.error("the catalog can't be kept", e);
            } catch (IOException e) {
                cancellation.check();
                LOG.debug("{} did not hand on the catalog: {}", member, e.toString());
            }
        }
    }

    private boolean isWelcome(Member member, PeerId network, Cancellation cancellation)
            throws IOException, StorageException {
        Optional<HelloRequest> hello = introduction.to(network);
        if (hello.isEmpty()) {
            return false;
        }
        try (Exchange exchange = pool.open(member, hello.get(), limits.controlFrame(), cancellation)) {
            exchange.keep();
            return exchange.answer() instanceof DoneAnswer;
        }
    }

    /** Says whether the member takes this peer for a member. */
    private boolean ask(Member member, NetworkKey key, NewLines told, Cancellation cancellation)
            throws IOException, CatalogRefusedException, StorageException {
        boolean more = true;
        long offset = journal.length(key.id());
        while (more) {
            CatalogRequest request = new CatalogRequest(offset);
            try (Exchange exchange = pool.open(member, request, limits.controlFrame(), cancellation)) {
                if (exchange.answer() instanceof ErrorAnswer error && error.code() == ErrorCode.NOT_MEMBER) {
                    return false;
                }
                if (!(exchange.answer() instanceof CatalogAnswer answer)) {
                    throw new ProtocolException("no catalog");
                }
                List<JournalLine> lines;
                try (InputStream body = exchange.connection().body(answer.length())) {
                    lines = journal.receive(key, answer.head(), answer.offset(), answer.length(), body, false);
                }
                exchange.keep();
                told.came(lines);
                more = journal.isIncomplete() && answer.length() > 0;
                offset = answer.offset() + answer.length();
            }
        }
        return true;
    }
}
