package reliablep2p.node.database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.Connection;
import reliablep2p.node.serve.Askers;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.node.serve.FileService;
import reliablep2p.protocol.Answer;
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

/**
 * Answers the requests of one connection to the database peer. After {@code connect} the connection is the member's: it
 * carries updates, and only pings, {@code resync} and {@code disconnect} come on it.
 */
final class DatabaseRequests implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRequests.class);

    private final Connection connection;
    private final Services services;
    private @Nullable MemberLink link;

    DatabaseRequests(Connection connection, Services services) {
        this.connection = connection;
        this.services = services;
    }

    /**
     * Who answers what, the same for all connections.
     *
     * @param ownPort tells the port of the database peer itself
     */
    record Services(
            Registry registry,
            Admission admission,
            AddressProof proof,
            FileService files,
            CatalogService catalog,
            OfferDesk offers,
            Askers askers,
            Greeting greeting,
            CatchUp catchUp,
            Limits limits,
            IntSupplier ownPort) {}

    @Override
    public void handle(ConnectRequest request) throws IOException {
        if (request.version() != ConnectRequest.VERSION) {
            refuse(ErrorCode.VERSION, "this network speaks version " + ConnectRequest.VERSION + " of the protocol");
            return;
        }
        if (link != null) {
            refuse(ErrorCode.UNEXPECTED, "you have sent connect on this connection already");
            return;
        }
        Optional<String> refusal = services.admission()
                .refusal(connection.remoteId(), connection.remoteIsLoopback(), request.invitation());
        if (refusal.isPresent()) {
            refuse(ErrorCode.REFUSED, refusal.get());
            return;
        }
        Member member = new Member(connection.remoteId(), address(request), Role.PEER);
        if (connection.remoteIsLoopback()
                && member.address().port() == services.ownPort().getAsInt()) {
            // On this machine nobody else listens on it, and everybody knows this peer by it.
            refuse(ErrorCode.REFUSED, "the database peer listens on that port");
            return;
        }
        Member other = services.registry().otherAt(member.address(), member.id());
        if (other != null && !services.proof().listens(member)) {
            LOG.warn("{} claims the address of {}", member, other);
            refuse(ErrorCode.REFUSED, "another member listens on " + member.address());
            return;
        }
        connection.idle(services.limits().silence());
        connection.welcome();
        link = services.registry()
                .join(
                        member,
                        connection,
                        services.catchUp().feed(services.catalog().feed(request.catalog()), member, request.catalog()),
                        services.greeting().of(member.id()));
    }

    @Override
    public void handle(DisconnectRequest request) throws IOException {
        boolean wasMember = services.registry().leave(connection.remoteId(), false);
        if (link != null) {
            return; // Its end is the answer.
        }
        if (wasMember) {
            connection.send(new DoneAnswer());
        } else {
            LOG.info("disconnect from {}, which is no member", connection.remoteId());
            refuse(ErrorCode.NOT_MEMBER, "you are no member of this network");
        }
    }

    @Override
    public void handle(GetRequest request) throws IOException {
        if (link == null) {
            services.files().get(connection, request);
        } else {
            refuse(ErrorCode.UNEXPECTED, "files are asked for on another connection");
        }
    }

    @Override
    public void handle(PiecesRequest request) throws IOException {
        if (link == null) {
            services.files().pieces(connection, request);
        } else {
            refuse(ErrorCode.UNEXPECTED, "pieces are asked for on another connection");
        }
    }

    @Override
    public void handle(ClearRequest request) throws IOException {
        if (link == null) {
            services.files().clear(connection, request);
        } else {
            refuse(ErrorCode.UNEXPECTED, "tokens are asked for on another connection");
        }
    }

    @Override
    public void handle(MapRequest request) throws IOException {
        if (link == null) {
            services.files().map(connection);
        } else {
            refuse(ErrorCode.UNEXPECTED, "maps are asked for on another connection");
        }
    }

    @Override
    public void handle(CatalogRequest request) throws IOException {
        if (link == null) {
            services.catalog().get(connection, request);
        } else {
            refuse(ErrorCode.UNEXPECTED, "the catalog comes by itself on this connection");
        }
    }

    @Override
    public void handle(OfferRequest request) throws IOException {
        if (link != null) {
            refuse(ErrorCode.UNEXPECTED, "files are offered on another connection");
            return;
        }
        Optional<Member> sharer = services.askers().admit(connection);
        if (sharer.isPresent()) {
            connection.send(
                    services.offers().offer(sharer.get(), request.file()).answer());
        }
    }

    @Override
    public void handle(HelloRequest request) throws IOException {
        refuse(ErrorCode.UNEXPECTED, "this is the database peer; it wants connect");
    }

    @Override
    public void handle(PingRequest request) throws IOException {
        answer(new PongAnswer());
    }

    @Override
    public void handle(ResyncRequest request) throws IOException {
        MemberLink mine = link;
        if (mine == null) {
            refuse(ErrorCode.UNEXPECTED, "you have not sent connect on this connection");
        } else {
            mine.sendPeers();
        }
    }

    @Override
    public void closed() {
        MemberLink mine = link;
        if (mine != null) {
            services.registry().ended(mine, true);
        }
    }

    private Address address(ConnectRequest request) throws IOException {
        try {
            return Address.of(connection.remoteHost(), request.port());
        } catch (InvalidValueException e) {
            throw new IOException("the other side's own address is none", e);
        }
    }

    private void refuse(ErrorCode code, String why) throws IOException {
        answer(new ErrorAnswer(code, why));
    }

    /** On a member's connection only the link's thread sends, so that nothing is torn apart or waits here. */
    private void answer(Answer answer) throws IOException {
        MemberLink mine = link;
        if (mine == null) {
            connection.send(answer);
        } else {
            mine.put(List.of(answer));
            mine.start();
        }
    }
}
