package reliablep2p.protocol;

import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;

/** Writes each message as JSON. */
final class MessageWriter {
    private MessageWriter() {}

    static JsonBuilder json(Message message) {
        return message instanceof Request request ? request(request) : answer((Answer) message);
    }

    /** A member as lists hold it. */
    static JsonBuilder entry(Member member) {
        return JsonBuilder.object()
                .put("id", member.id().hex())
                .put("host", member.address().host())
                .put("port", member.address().port())
                .put("role", member.role().word());
    }

    private static JsonBuilder request(Request message) {
        if (message instanceof ConnectRequest connect) {
            return connect(connect);
        } else if (message instanceof CatalogRequest catalog) {
            return type("get_catalog").put("offset", catalog.offset());
        } else if (message instanceof HelloRequest hello) {
            return type("hello").put("port", hello.port()).put("admission", signed(hello.admission()));
        } else if (message instanceof OfferRequest offer) {
            return put(type("offer"), offer.file());
        } else if (message instanceof DisconnectRequest) {
            return type("disconnect");
        } else if (message instanceof GetRequest get) {
            return get(get);
        } else if (message instanceof PiecesRequest pieces) {
            return type("get_pieces")
                    .put("name", pieces.name().text())
                    .put("sha256", pieces.sha256().hex())
                    .put("list", pieces.list());
        } else if (message instanceof ClearRequest clear) {
            return type("clear").put("port", clear.port());
        } else if (message instanceof MapRequest) {
            return type("get_map");
        } else if (message instanceof PingRequest) {
            return type("ping");
        } else if (message instanceof ResyncRequest) {
            return type("resync");
        }
        throw unwritten(message);
    }

    private static JsonBuilder answer(Answer message) {
        if (message instanceof AdmittedAnswer admitted) {
            return type("admitted").put("admission", signed(admitted.admission()));
        } else if (message instanceof CatalogAnswer catalog) {
            return type("catalog")
                    .put("offset", catalog.offset())
                    .put("length", catalog.length())
                    .put("head", signed(catalog.head()));
        } else if (message instanceof OfferAnswer offer) {
            return put(type("offer_state"), offer.file())
                    .put("state", offer.state().word())
                    .put("version", offer.version())
                    .put("why", offer.why());
        } else if (message instanceof DoneAnswer) {
            return type("done");
        } else if (message instanceof ErrorAnswer error) {
            return type("error").put("code", error.code().word()).put("message", error.message());
        } else if (message instanceof FileAnswer file) {
            return put(type("file"), file.file()).put("offset", file.offset()).put("length", file.length());
        } else if (message instanceof PiecesAnswer pieces) {
            JsonBuilder json = type("pieces").put("sha256", pieces.sha256().hex());
            pieces.have().ifPresent(have -> json.put("have", have.toString()));
            return json.put("length", pieces.length());
        } else if (message instanceof ClearAnswer clear) {
            return type("clear_token").put("token", clear.token()).put("proof", clear.proof());
        } else if (message instanceof MapAnswer map) {
            return MapWriter.json(map, type("map"));
        } else if (message instanceof PongAnswer) {
            return type("pong");
        } else if (message instanceof UpdatePeers update) {
            return update(type("update_peers"), update);
        }
        throw unwritten(message);
    }

    private static JsonBuilder update(JsonBuilder json, UpdatePeers update) {
        return json.put("number", update.number())
                .put("whole", update.whole())
                .put("more", update.more())
                .put(
                        "joined",
                        update.joined().stream().map(MessageWriter::entry).toList())
                .putStrings("left", update.left().stream().map(PeerId::hex).toList());
    }

    private static JsonBuilder connect(ConnectRequest connect) {
        JsonBuilder json = type("connect")
                .put("version", connect.version())
                .put("port", connect.port())
                .put("catalog", connect.catalog());
        connect.invitation().ifPresent(secret -> json.put("invitation", secret.hex()));
        return json;
    }

    private static JsonBuilder signed(SignedText text) {
        return JsonBuilder.object().put("payload", text.payload()).put("signature", text.signature());
    }

    private static JsonBuilder put(JsonBuilder json, TrustedFile file) {
        return json.put("name", file.name().text())
                .put("size", file.size())
                .put("sha256", file.sha256().hex());
    }

    private static JsonBuilder get(GetRequest get) {
        JsonBuilder json = type("get")
                .put("name", get.name().text())
                .put("sha256", get.sha256().hex());
        if (get.anyOf().isPresent()) {
            return json.put("any_of", get.anyOf().get().toString());
        }
        if (get.offset() > 0) {
            json.put("offset", get.offset());
        }
        return get.length() == GetRequest.TO_THE_END ? json : json.put("length", get.length());
    }

    private static JsonBuilder type(String type) {
        return JsonBuilder.object().put("type", type);
    }

    /** Can't happen while every permitted message has its branch above, which a test holds. */
    private static AssertionError unwritten(Message message) {
        return new AssertionError("no JSON is defined for " + message.getClass());
    }
}
