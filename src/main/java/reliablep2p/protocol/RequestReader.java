package reliablep2p.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PieceSet;

/** Reads the requests from their JSON. */
final class RequestReader {
    private RequestReader() {}

    /** The request, or null if no request has this type. */
    static @Nullable Request read(String type, JsonObject json) throws JsonException, InvalidValueException {
        return switch (type) {
            case "connect" -> connect(json);
            case "disconnect" -> new DisconnectRequest();
            case "get" -> get(json);
            case "get_pieces" ->
                new PiecesRequest(FileName.parse(json.string("name")), ValueReader.sha256(json), json.bool("list"));
            case "clear" -> new ClearRequest(ValueReader.port(json));
            case "get_map" -> new MapRequest();
            case "ping" -> new PingRequest();
            case "get_catalog" -> new CatalogRequest(json.integer("offset", 0, Long.MAX_VALUE));
            case "hello" -> new HelloRequest(ValueReader.port(json), ValueReader.signed(json, "admission"));
            case "offer" -> new OfferRequest(ValueReader.file(json));
            case "resync" -> new ResyncRequest();
            default -> null;
        };
    }

    private static ConnectRequest connect(JsonObject json) throws JsonException, InvalidValueException {
        int version = (int) json.integer("version", 1, Integer.MAX_VALUE);
        int port = ValueReader.port(json);
        if (version != ConnectRequest.VERSION) {
            // Whatever else it says, it is told that its version is not spoken.
            return new ConnectRequest(version, port, 0, Optional.empty());
        }
        Optional<InvitationSecret> invitation = json.contains("invitation")
                ? Optional.of(InvitationSecret.parse(json.string("invitation")))
                : Optional.empty();
        return new ConnectRequest(version, port, json.integer("catalog", 0, Long.MAX_VALUE), invitation);
    }

    private static GetRequest get(JsonObject json) throws JsonException, InvalidValueException {
        FileName name = FileName.parse(json.string("name"));
        if (json.contains("any_of")) {
            PieceSet anyOf = PieceSet.parse(json.string("any_of"));
            if (anyOf.isEmpty()) {
                throw new JsonException("the field \"any_of\" names no piece");
            }
            return new GetRequest(name, ValueReader.sha256(json), anyOf);
        }
        // How long the file is, only the catalog of whoever answers can tell.
        long offset = json.optionalInteger("offset", 0, Long.MAX_VALUE, 0);
        long length = json.optionalInteger("length", 0, Long.MAX_VALUE, GetRequest.TO_THE_END);
        return new GetRequest(name, ValueReader.sha256(json), offset, length);
    }
}
