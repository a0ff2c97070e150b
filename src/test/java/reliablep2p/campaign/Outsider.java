package reliablep2p.campaign;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import reliablep2p.model.SignedText;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueTls;
import reliablep2p.trust.Identity;

/** Somebody whom nobody has admitted, and who asks all the same: with real names and hashes, and whatever was overheard. */
final class Outsider {
    /** What a clear connection begins with: {@code docs/PROTOCOL.md}, section "Clear connections". */
    private static final String CLEAR = "RP2PCLR\n";

    private final Known known;
    private final Random random;

    /** One request, or one way to send requests. */
    enum Kind {
        CONNECT,
        CONNECT_WITH_A_WRONG_SECRET,
        CONNECT_WITH_A_USED_SECRET,
        CONNECT_IN_ANOTHER_VERSION,
        GET,
        GET_A_PART,
        GET_ANY_PIECE,
        GET_PIECES,
        GET_MAP,
        GET_CATALOG,
        OFFER,
        CLEAR,
        DISCONNECT,
        PING,
        RESYNC,
        HELLO_FORGED,
        HELLO_BY_ANOTHERS_ADMISSION,
        UPDATE_PEERS,
        MAP,
        /** No TLS, and a token that nobody gave. */
        CLEAR_TOKEN,
        NO_CERTIFICATE,
        /** That of a member, whose key this one does not have. */
        A_MEMBERS_CERTIFICATE;

        /** Whether there is a TLS session in which to be refused. */
        boolean isHeard() {
            return switch (this) {
                case CLEAR_TOKEN, NO_CERTIFICATE, A_MEMBERS_CERTIFICATE -> false;
                default -> true;
            };
        }
    }

    /**
     * What an outsider may have come to know.
     *
     * @param name a file of the catalog, of which {@code hash} is the hash
     * @param usedSecret of an invitation that somebody else has used up
     * @param admission one that the database peer has signed for somebody else
     * @param member of whom the certificate is known
     */
    record Known(String name, String hash, String usedSecret, SignedText admission, Identity member) {}

    Outsider(Known known, Random random) {
        this.known = known;
        this.random = random;
    }

    /** Asks a victim, and hears it to the end. */
    Answers ask(int victim, Kind kind, Identity identity) throws IOException {
        try (RoguePeer peer = dialled(victim, kind, identity)) {
            if (kind == Kind.CLEAR_TOKEN) {
                peer.send(CLEAR + "x".repeat(32));
                peer.sendFrame(request(Kind.GET));
            } else if (!kind.isHeard()) {
                peer.sendFrame(request(Kind.GET));
            } else {
                if (random.nextInt(3) == 0) { // Refused once, it asks again.
                    peer.sendFrame(request(random.nextBoolean() ? Kind.CONNECT : Kind.RESYNC));
                }
                peer.sendFrame(request(kind));
            }
            peer.endOutput();
            return Answers.of(peer);
        }
    }

    private RoguePeer dialled(int victim, Kind kind, Identity identity) throws IOException {
        return switch (kind) {
            case CLEAR_TOKEN -> RoguePeer.tcp(victim);
            case NO_CERTIFICATE -> RoguePeer.tls(victim, new RogueTls(identity.key()));
            case A_MEMBERS_CERTIFICATE ->
                RoguePeer.tls(
                        victim, new RogueTls(identity.key(), known.member().certificate()));
            default -> RoguePeer.tls(victim, identity);
        };
    }

    private String request(Kind kind) {
        return switch (kind) {
            case CONNECT -> connect(3, "");
            case CONNECT_WITH_A_WRONG_SECRET -> connect(3, ",\"invitation\":\"" + hex() + "\"");
            case CONNECT_WITH_A_USED_SECRET -> connect(3, ",\"invitation\":\"" + known.usedSecret() + "\"");
            case CONNECT_IN_ANOTHER_VERSION -> connect(1 + random.nextInt(9) % 2, "");
            case GET_A_PART -> get("get", ",\"offset\":" + random.nextInt(1_000) + ",\"length\":1000");
            case GET_ANY_PIECE -> get("get", ",\"any_of\":\"01\"");
            case GET_PIECES -> get("get_pieces", ",\"list\":true");
            case GET_MAP -> "{\"type\":\"get_map\"}";
            case GET_CATALOG -> "{\"type\":\"get_catalog\",\"offset\":0}";
            case OFFER -> get("offer", ",\"size\":" + (1 + random.nextInt(1_000_000)));
            case CLEAR -> "{\"type\":\"clear\",\"port\":" + (1 + random.nextInt(65_535)) + "}";
            case DISCONNECT -> "{\"type\":\"disconnect\"}";
            case PING -> "{\"type\":\"ping\"}";
            case RESYNC -> "{\"type\":\"resync\"}";
            case HELLO_FORGED -> hello(new SignedText(known.admission().payload(), "MEUCIQDL1y0p+bYV3yQj1xY1xqk0Vn6m"));
            case HELLO_BY_ANOTHERS_ADMISSION -> hello(known.admission());
            case UPDATE_PEERS ->
                "{\"type\":\"update_peers\",\"number\":9000000000000,\"whole\":true,\"more\":false,"
                        + "\"joined\":[],\"left\":[]}";
            case MAP -> "{\"type\":\"map\",\"peers\":[],\"files\":[]}";
            default -> get("get", "");
        };
    }

    private String connect(int version, String more) {
        return "{\"type\":\"connect\",\"version\":" + version + ",\"catalog\":0,\"port\":"
                + (1_024 + random.nextInt(60_000)) + more + "}";
    }

    private String get(String type, String more) {
        return "{\"type\":\"" + type + "\",\"name\":\"" + known.name() + "\",\"sha256\":\"" + known.hash() + "\"" + more
                + "}";
    }

    private String hello(SignedText admission) {
        return "{\"type\":\"hello\",\"port\":" + (1_024 + random.nextInt(60_000)) + ",\"admission\":{\"payload\":\""
                + admission.payload().replace("\"", "\\\"") + "\",\"signature\":\"" + admission.signature() + "\"}}";
    }

    private String hex() {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < 64) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    /** All kinds, again and again. */
    static Kind kind(int turn) {
        List<Kind> all = List.of(Kind.values());
        return all.get(turn % all.size());
    }
}
