package reliablep2p.node.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Knowledge;
import reliablep2p.node.state.PeerList;
import reliablep2p.node.state.UpdateOrder;
import reliablep2p.node.state.UpdateOrder.Step;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.ResyncRequest;
import reliablep2p.protocol.UpdateCatalog;
import reliablep2p.protocol.UpdatePeers;

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
    private final UpdateOrder<TrustedFile> catalogOrder = new UpdateOrder<>();
    private @Nullable Member database;

    Updates(Knowledge knowledge, Consumer<NodeEvent> events) {
        this.knowledge = knowledge;
        this.events = events;
    }

    /** A connection to this database peer has begun. */
    void restart(Member databasePeer) {
        database = databasePeer;
        peerOrder.restart();
        catalogOrder.restart();
    }

    /** Whether both lists have come on this connection. */
    boolean complete() {
        return peerOrder.complete() && catalogOrder.complete();
    }

    /**
     * Applies a message.
     *
     * @throws ProtocolException if it does not belong on this connection
     * @throws IOException if a missed change can't be asked for
     */
    void take(Connection connection, Message message) throws IOException {
        if (message instanceof UpdatePeers update) {
            take(connection, update);
        } else if (message instanceof UpdateCatalog update) {
            take(connection, update);
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
            case GAP -> connection.send(new ResyncRequest(ResyncRequest.Kind.PEERS));
            case NOTHING -> LOG.debug("nothing to do for update_peers {}", update.number());
        }
    }

    private void take(Connection connection, UpdateCatalog update) throws IOException {
        boolean joining = !complete();
        switch (step(catalogOrder, update.number(), update.whole(), update.more(), update.added())) {
            case CHANGE -> tell(knowledge.catalog().apply(update.added(), update.removed()), joining);
            case WHOLE -> tell(knowledge.catalog().replaceAll(catalogOrder.whole()), joining);
            case GAP -> connection.send(new ResyncRequest(ResyncRequest.Kind.CATALOG));
            case NOTHING -> LOG.debug("nothing to do for update_catalog {}", update.number());
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

    private void tell(Catalog.Change change, boolean joining) {
        if (!joining) {
            change.added().forEach(file -> events.accept(new NodeEvent.FileListed(file)));
            change.removed().forEach(name -> events.accept(new NodeEvent.FileWithdrawn(name)));
        }
    }
}
