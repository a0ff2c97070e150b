package reliablep2p.node.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.node.serve.FileService;
import reliablep2p.node.state.PeerList;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.protocol.ClearRequest;
import reliablep2p.protocol.ConnectRequest;
import reliablep2p.protocol.DisconnectRequest;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.protocol.MapRequest;
import reliablep2p.protocol.OfferRequest;
import reliablep2p.protocol.PiecesRequest;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.RequestHandler;
import reliablep2p.protocol.ResyncRequest;

/** Answers the requests of one connection to an ordinary peer. */
final class PeerRequests implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PeerRequests.class);

    private final Connection connection;
    private final FileService files;
    private final CatalogService catalog;
    private final Hospitality hospitality;
    private final PeerList peers;
    private final Consumer<NodeEvent> events;

    PeerRequests(
            Connection connection,
            FileService files,
            CatalogService catalog,
            Hospitality hospitality,
            PeerList peers,
            Consumer<NodeEvent> events) {
        this.connection = connection;
        this.files = files;
        this.catalog = catalog;
        this.hospitality = hospitality;
        this.peers = peers;
        this.events = events;
    }

    @Override
    public void handle(GetRequest request) throws IOException {
        files.get(connection, request);
    }

    @Override
    public void handle(PiecesRequest request) throws IOException {
        files.pieces(connection, request);
    }

    @Override
    public void handle(ClearRequest request) throws IOException {
        files.clear(connection, request);
    }

    @Override
    public void handle(MapRequest request) throws IOException {
        files.map(connection);
    }

    @Override
    public void handle(CatalogRequest request) throws IOException {
        catalog.get(connection, request);
    }

    @Override
    public void handle(OfferRequest request) throws IOException {
        refuse("this is not the database peer");
    }

    @Override
    public void handle(HelloRequest request) throws IOException {
        Optional<String> refusal = hospitality.take(connection, request);
        if (refusal.isEmpty()) {
            connection.welcome();
        }
        connection.send(refusal.isPresent() ? new ErrorAnswer(ErrorCode.REFUSED, refusal.get()) : new DoneAnswer());
    }

    @Override
    public void handle(PingRequest request) throws IOException {
        connection.send(new PongAnswer());
    }

    /** Removes the sender, whom the TLS session names, and nobody else, whatever the message says. */
    @Override
    public void handle(DisconnectRequest request) throws IOException {
        Optional<Member> sender = peers.find(connection.remoteId()).filter(member -> member.role() == Role.PEER);
        if (sender.isEmpty()) {
            LOG.info("disconnect from {}, which is no member", connection.remoteId());
            connection.send(new ErrorAnswer(ErrorCode.NOT_MEMBER, "you are no member of this network here"));
            return;
        }
        for (Member gone :
                peers.apply(List.of(), List.of(connection.remoteId())).left()) {
            events.accept(new NodeEvent.Left(gone, false));
        }
        connection.send(new DoneAnswer());
    }

    @Override
    public void handle(ConnectRequest request) throws IOException {
        refuse("this is not the database peer");
    }

    @Override
    public void handle(ResyncRequest request) throws IOException {
        refuse("this is not the database peer");
    }

    @Override
    public void closed() {
        LOG.debug("{} has gone from {}", connection.remoteId(), connection.remoteHost());
    }

    private void refuse(String why) throws IOException {
        connection.send(new ErrorAnswer(ErrorCode.UNEXPECTED, why));
    }
}
