package reliablep2p.node.peer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.CatalogRefusedException;
import reliablep2p.node.journal.JournalNews;
import reliablep2p.node.state.Knowledge;
import reliablep2p.node.state.PeerList;
import reliablep2p.node.state.UpdateOrder;
import reliablep2p.node.state.UpdateOrder.Step;
import reliablep2p.protocol.AdmittedAnswer;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.OfferAnswer;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.ResyncRequest;
import reliablep2p.protocol.UpdatePeers;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.NetworkKey;

/**
 * Applies what the database peer sends on the membership connection.
 *
 * <p>Not thread-safe: owned by whichever thread reads that connection, first the one that joins, then "membership".
 */
final class Updates {
    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);

    private final Knowledge knowledge;
    private final Consumer<NodeEvent> events;
    private final UpdateOrder<Member> peerOrder = new UpdateOrder<>();
    private final CatalogJournal journal;
    private final OfferAnswers offers;
    private final PeerMemory memory;
    private final TimeWatch time;
    private @Nullable Member database;
    private boolean hasCatalog;

    Updates(
            Knowledge knowledge,
            CatalogJournal journal,
            OfferAnswers offers,
            PeerMemory memory,
            TimeWatch time,
            Consumer<NodeEvent> events) {
        this.knowledge = knowledge;
        this.journal = journal;
        this.offers = offers;
        this.memory = memory;
        this.time = time;
        this.events = events;
    }

    /** A connection to this database peer has begun. */
    void restart(Member databasePeer) {
        database = databasePeer;
        peerOrder.restart();
        hasCatalog = false;
    }

    /** Whether the peer list and the catalog have come on this connection. */
    boolean complete() {
        return peerOrder.complete() && hasCatalog;
    }

    /**
     * Applies a message.
     *
     * @throws ProtocolException if it does not belong on this connection
     * @throws IOException if a missed change can't be asked for
     * @throws CatalogRefusedException if the catalog that came must not be believed
     * @throws StorageException if the catalog can't be kept
     */
    void take(Connection connection, Message message) throws IOException, CatalogRefusedException, StorageException {
        if (message instanceof UpdatePeers update) {
            take(connection, update);
        } else if (message instanceof CatalogAnswer answer) {
            take(connection, answer);
        } else if (message instanceof OfferAnswer answer) {
            take(answer);
        } else if (message instanceof AdmittedAnswer admitted) {
            take(connection, admitted);
        } else if (message instanceof ErrorAnswer error) {
            LOG.warn("the database peer says {}: {}", error.code(), error.message());
        } else if (!(message instanceof PongAnswer)) {
            throw new ProtocolException("a message that the database peer does not send to members");
        }
    }

    private void take(Connection connection, UpdatePeers update) throws IOException {
        boolean joining = !complete();
        switch (step(peerOrder, update.number(), update.whole(), update.more(), update.joined())) {
            case CHANGE ->
                tell(knowledge.peers().apply(peersOf(update.joined()), withoutDatabase(update.left())), joining);
            case WHOLE -> tell(knowledge.peers().replaceAll(withDatabase(peerOrder.whole())), joining);
            case GAP -> connection.send(new ResyncRequest());
            case NOTHING -> LOG.debug("nothing to do for update_peers {}", update.number());
        }
        remember();
    }

    private void take(Connection connection, AdmittedAnswer admitted) throws ProtocolException {
        try {
            time.admitted(new NetworkKey(connection.remoteCertificate()).ticket(admitted.admission()));
        } catch (JournalException e) {
            throw new ProtocolException("an admission that the database peer has not signed: " + e.getMessage());
        }
        memory.admitted(connection.remoteId(), admitted.admission());
        remember(); // The peer list has come before it, and may not change for a long time.
    }

    /** For a start at which the database peer is away; what can't be kept costs only the help of others then. */
    private void remember() {
        try {
            memory.keep(knowledge.peers().members());
        } catch (StorageException e) {
            LOG.warn("the members can't be kept for the next start: {}", e.getMessage());
        }
    }

    private void take(Connection connection, CatalogAnswer answer)
            throws IOException, CatalogRefusedException, StorageException {
        boolean joining = !complete();
        NetworkKey key = new NetworkKey(connection.remoteCertificate());
        List<JournalLine> lines;
        try (InputStream body = connection.body(answer.length())) {
            lines = journal.receive(key, answer.head(), answer.offset(), answer.length(), body, true);
        }
        hasCatalog |= !journal.isIncomplete();
        followed(lines);
        if (!joining) {
            JournalNews.tell(lines, events);
        }
    }

    /** These lines came from another member while the database peer is away. May be called by any thread. */
    void came(List<JournalLine> lines) {
        followed(lines);
        JournalNews.tell(lines, events);
    }

    /** The same for lines that are no news to the person, because this peer is joining. */
    void followed(List<JournalLine> lines) {
        for (JournalLine line : lines) {
            if (line.entry() instanceof JournalEntry.Expelled expelled) {
                knowledge.peers().apply(List.of(), List.of(expelled.peer()));
            }
        }
    }

    private void take(OfferAnswer answer) {
        if (!offers.take(answer) && answer.state().isFinal()) {
            events.accept(new NodeEvent.OfferDecided(answer.file(), answer.state(), answer.version(), answer.why()));
        }
    }

    private static <T> Step step(UpdateOrder<T> order, long number, boolean whole, boolean more, List<T> items)
            throws ProtocolException {
        return order.next(number, whole, more, items).orElseThrow(() -> new ProtocolException("a list without end"));
    }

    /** The database peer is known by the connection, and nobody else has that role. */
    private static List<Member> peersOf(List<Member> members) {
        return members.stream().filter(member -> member.role() == Role.PEER).toList();
    }

    private List<PeerId> withoutDatabase(List<PeerId> left) {
        Member known = database;
        return left.stream()
                .filter(id -> known == null || !id.equals(known.id()))
                .toList();
    }

    private List<Member> withDatabase(List<Member> members) {
        List<Member> all = new ArrayList<>(peersOf(members));
        if (database != null) {
            all.add(database);
        }
        return all;
    }

    private void tell(PeerList.Change change, boolean joining) {
        if (!joining) {
            change.joined().forEach(member -> events.accept(new NodeEvent.Joined(member)));
            change.left().forEach(member -> events.accept(new NodeEvent.Left(member, false)));
        }
    }
}
