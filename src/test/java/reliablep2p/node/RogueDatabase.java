package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.SignedText;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.net.RogueTls;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.NetworkSigner;
import reliablep2p.trust.journal.TestCatalog;
import reliablep2p.trust.journal.Ticket;

/** A database peer with a real key that says of the catalog whatever its test likes. */
public final class RogueDatabase implements Closeable {
    private final Identity identity;
    private final RogueTls tls;
    private final RogueServer server;
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final List<RoguePeer> members = new CopyOnWriteArrayList<>();
    private volatile List<Member> others = List.of();
    private volatile Telling telling;
    private volatile Duration clockOff = Duration.ZERO;

    /** What it says of the catalog to a peer that has joined. */
    public interface Telling {
        void tell(RoguePeer peer, long have) throws IOException;
    }

    /** At any port. */
    public RogueDatabase(Identity identity, Telling telling) throws IOException {
        this(identity, 0, telling);
    }

    /** At a port where another one was. */
    RogueDatabase(Identity identity, int port, Telling telling) throws IOException {
        this.identity = identity;
        this.tls = new RogueTls(identity);
        this.telling = telling;
        this.server = RogueServer.tls(tls, identity, port, this::serve);
    }

    /** Where it listens. */
    public Address address() {
        return server.address();
    }

    /** From the next connect on. */
    void tells(Telling other) {
        telling = other;
    }

    /** By how much its clock is ahead. */
    void clockOff(Duration ahead) {
        clockOff = ahead;
    }

    /** Who else is in the peer list. */
    public void lists(Member... all) {
        others = List.of(all);
    }

    /** What it was asked, but for pings. */
    List<JsonObject> requests() {
        return requests;
    }

    /** How many have begun a connection to it. */
    int accepted() {
        return server.accepted();
    }

    /** How many have shown it who they are. */
    int certificatesSeen() {
        return tls.certificatesSeen();
    }

    /** Says something to everybody who is a member. */
    void push(Telling said) {
        for (RoguePeer member : members) {
            try {
                said.tell(member, 0);
            } catch (IOException e) {
                // This member has gone, and is no member any more.
            }
        }
    }

    /** Says all that follows, with a good head. */
    public static void honestly(RoguePeer peer, TestCatalog catalog, long have) throws IOException {
        send(peer, catalog.head(), have, catalog.from(have));
    }

    /** Sends these bytes as what begins there. */
    static void send(RoguePeer peer, SignedText head, long offset, byte[] bytes) throws IOException {
        announce(peer, head, offset, bytes.length);
        peer.send(bytes);
    }

    /** Sends no bytes. */
    public static void announce(RoguePeer peer, SignedText head, long offset, long length) throws IOException {
        peer.sendFrame(JsonBuilder.object()
                .put("type", "catalog")
                .put("offset", offset)
                .put("length", length)
                .put("head", JsonBuilder.object().put("payload", head.payload()).put("signature", head.signature()))
                .toString());
    }

    private void serve(RoguePeer peer) throws IOException {
        try {
            for (String frame = peer.readFrame(); frame != null; frame = peer.readFrame()) {
                JsonObject request = JsonObject.parse(frame.getBytes(UTF_8), Limits.JSON_DEPTH);
                String type = request.string("type");
                if (type.equals("ping")) {
                    peer.sendFrame("{\"type\":\"pong\"}");
                    continue;
                }
                requests.add(request);
                if (type.equals("connect")) {
                    greet(peer, request.integer("port", 1, 65_535));
                    telling.tell(peer, request.integer("catalog", 0, Long.MAX_VALUE));
                    members.add(peer);
                } else if (type.equals("disconnect")) {
                    peer.sendFrame("{\"type\":\"done\"}");
                } else {
                    peer.sendFrame("{\"type\":\"error\",\"code\":\"not_listed\",\"message\":\"no\"}");
                }
            }
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private void greet(RoguePeer peer, long port) throws IOException {
        List<JsonBuilder> joined = others.stream()
                .map(member -> JsonBuilder.object()
                        .put("id", member.id().hex())
                        .put("host", member.address().host())
                        .put("port", member.address().port())
                        .put("role", "peer"))
                .toList();
        peer.sendFrame(JsonBuilder.object()
                .put("type", "update_peers")
                .put("number", System.currentTimeMillis())
                .put("whole", true)
                .put("more", false)
                .put("joined", joined)
                .putStrings("left", List.of())
                .toString());
        for (Member member : others) {
            if (member.address().port() == port) {
                admit(peer, member);
            }
        }
    }

    private void admit(RoguePeer peer, Member member) throws IOException {
        Instant now = Instant.now().plus(clockOff);
        SignedText admission =
                new NetworkSigner(identity).sign(new Ticket(member.id(), now, now.plus(Duration.ofDays(7))));
        peer.sendFrame(JsonBuilder.object()
                .put("type", "admitted")
                .put(
                        "admission",
                        JsonBuilder.object()
                                .put("payload", admission.payload())
                                .put("signature", admission.signature()))
                .toString());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
