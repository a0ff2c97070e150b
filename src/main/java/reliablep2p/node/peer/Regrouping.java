package reliablep2p.node.peer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.net.Watchdog;
import reliablep2p.node.Connected;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.storage.StorageException;

/**
 * Joins the others while the database peer is away: greets whom this peer knew last, with the admission that the
 * database peer has signed, and takes the catalog from them ({@code docs/PROTOCOL.md}, section "Membership").
 *
 * <p>Used by one thread at a time, see {@link Membership}.
 */
final class Regrouping {
    private static final Logger LOG = LoggerFactory.getLogger(Regrouping.class);
    private static final int AT_A_TIME = 16;

    private final Member self;
    private final PeerMemory memory;
    private final Knowledge knowledge;
    private final CatalogJournal journal;
    private final CatalogPoller poller;
    private final CatalogPoller.NewLines quietly;
    private final ConnectionPool pool;
    private final MemberRound round;
    private final Limits limits;
    private final InstantSource clock;

    Regrouping(
            Member self,
            PeerMemory memory,
            Knowledge knowledge,
            CatalogJournal journal,
            CatalogPoller poller,
            CatalogPoller.NewLines quietly,
            ConnectionPool pool,
            ConnectionThreads threads,
            Watchdog watchdog,
            Limits limits,
            InstantSource clock) {
        this.self = self;
        this.memory = memory;
        this.knowledge = knowledge;
        this.journal = journal;
        this.poller = poller;
        this.quietly = quietly;
        this.pool = pool;
        this.round = new MemberRound("hello", AT_A_TIME, threads, watchdog);
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Greets everybody that is remembered; takes at most {@code limits.farewell()}, and then what one catalog takes.
     *
     * @param database where the database peer is looked for
     * @param network its id
     * @return empty if nobody lets this peer in
     * @throws IOException if it was cancelled
     */
    Optional<Connected> join(Address database, PeerId network, Cancellation cancellation)
            throws IOException, StorageException {
        Optional<PeerMemory.Kept> kept = memory.read(network);
        if (kept.isEmpty() || !journal.network().equals(Optional.of(network))) {
            return Optional.empty();
        }
        HelloRequest hello = new HelloRequest(self.address().port(), kept.get().admission());
        List<Member> others = kept.get().peers().stream()
                .filter(member -> !member.id().equals(self.id()))
                .toList();
        List<Member> reached = round.run(
                others, limits.farewell(), cancellation, (member, deadline) -> greet(member, hello, deadline));
        cancellation.check();
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        List<Member> members = new ArrayList<>(reached);
        members.add(self);
        members.add(new Member(network, database, Role.DATABASE));
        knowledge.peers().replaceAll(members);
        poller.poll(quietly, cancellation);
        return Optional.of(new Connected(
                reached.size() + 1,
                knowledge.catalog().size(),
                network,
                false,
                false,
                true,
                journal.expired(clock.instant())));
    }

    private boolean greet(Member member, HelloRequest hello, Cancellation deadline) {
        try (Exchange exchange = pool.open(member, hello, limits.controlFrame(), deadline)) {
            if (exchange.answer() instanceof DoneAnswer) {
                exchange.keep();
                return true;
            }
            LOG.info("{} does not let this peer in: {}", member, exchange.answer());
        } catch (IOException e) {
            LOG.debug("{} can't be reached: {}", member, e.toString());
        }
        return false;
    }
}
