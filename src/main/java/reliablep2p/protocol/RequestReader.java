package reliablep2p.protocol;

import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;

/** Reads the requests from their JSON. */
final class RequestReader {
    private RequestReader() {}

    /** The request, or null if no request has this type. */
    static @Nullable Request read(String type, JsonObject json) throws JsonException, InvalidValueException {
        return switch (type) {
            case "connect" -> connect(json);
            case "disconnect" -> new DisconnectRequest();
            case "get" -> get(json);
            case "get_map" -> new MapRequest();
            case "ping" -> new PingRequest();
            case "resync" -> new ResyncRequest(list(json.string("list")));
            default -> null;
        };
    }

    private static ConnectRequest connect(JsonObject json) throws JsonException {
        int version = (int) json.integer("version", 1, Integer.MAX_VALUE);
        return new ConnectRequest(version, (int) json.integer("port", 1, Address.MAX_PORT));
    }

    private static GetRequest get(JsonObject json) throws JsonException, InvalidValueException {
        // How long the file is, only the catalog of whoever answers can tell.
        long offset = ValueReader.offset(json, Long.MAX_VALUE);
        return new GetRequest(FileName.parse(json.string("name")), ValueReader.sha256(json), offset);
    }

    private static ResyncRequest.Kind list(String word) throws JsonException {
        for (ResyncRequest.Kind kind : ResyncRequest.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new JsonException("the field \"list\" is neither peers nor catalog");
    }
}
