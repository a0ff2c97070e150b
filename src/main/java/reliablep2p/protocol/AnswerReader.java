package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** Reads the answers from their JSON; a map has a reader of its own. */
final class AnswerReader {
    private AnswerReader() {}

    /** The answer, or null if no answer has this type. */
    static @Nullable Answer read(String type, JsonObject json) throws JsonException, InvalidValueException {
        return switch (type) {
            case "admitted" -> new AdmittedAnswer(ValueReader.signed(json, "admission"));
            case "catalog" -> catalog(json);
            case "clear_token" ->
                new ClearAnswer(
                        Sha256.parse(json.string("token")).hex(),
                        Sha256.parse(json.string("proof")).hex());
            case "done" -> new DoneAnswer();
            case "error" -> new ErrorAnswer(code(json.string("code")), json.string("message"));
            case "file" -> file(json);
            case "map" -> MapReader.read(json);
            case "offer_state" -> offer(json);
            case "pieces" -> pieces(json);
            case "pong" -> new PongAnswer();
            case "update_peers" -> updatePeers(json);
            default -> null;
        };
    }

    private static FileAnswer file(JsonObject json) throws JsonException, InvalidValueException {
        TrustedFile file = ValueReader.file(json);
        long offset = json.optionalInteger("offset", 0, file.size(), 0);
        long rest = file.size() - offset;
        return new FileAnswer(file, offset, json.optionalInteger("length", 0, rest, rest));
    }

    private static PiecesAnswer pieces(JsonObject json) throws JsonException, InvalidValueException {
        Optional<PieceSet> have =
                json.contains("have") ? Optional.of(PieceSet.parse(json.string("have"))) : Optional.empty();
        long length = json.integer("length", 0, PiecesAnswer.MAX_LENGTH);
        if (length % PieceList.HASH_BYTES != 0) {
            throw new JsonException("the field \"length\" is not that of whole hashes");
        }
        return new PiecesAnswer(ValueReader.sha256(json), have, length);
    }

    private static ErrorCode code(String word) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.word().equals(word)) {
                return code;
            }
        }
        return ErrorCode.OTHER;
    }

    private static UpdatePeers updatePeers(JsonObject json) throws JsonException, InvalidValueException {
        List<Member> joined = new ArrayList<>();
        for (JsonObject entry : json.objects("joined", JsonObject.MAX_VALUES)) {
            joined.add(ValueReader.member(entry));
        }
        List<PeerId> left = ValueReader.ids(json.strings("left", JsonObject.MAX_VALUES));
        Kind kind = Kind.of(json, left.isEmpty());
        return new UpdatePeers(kind.number, kind.whole, kind.more, joined, left);
    }

    private static CatalogAnswer catalog(JsonObject json) throws JsonException {
        long length = json.integer("length", 0, CatalogAnswer.MAX_LENGTH);
        long offset = json.integer("offset", 0, Long.MAX_VALUE - length);
        return new CatalogAnswer(offset, length, ValueReader.signed(json, "head"));
    }

    private static OfferAnswer offer(JsonObject json) throws JsonException, InvalidValueException {
        OfferState state = state(json.string("state"));
        int version = (int) json.integer("version", 0, Integer.MAX_VALUE);
        if ((state == OfferState.APPROVED) != (version > 0)) {
            throw new JsonException("the field \"version\" does not go with the state");
        }
        return new OfferAnswer(ValueReader.file(json), state, version, json.string("why"));
    }

    private static OfferState state(String word) throws JsonException {
        for (OfferState state : OfferState.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new JsonException("the field \"state\" is none that is known");
    }

    /** What updates begin with. */
    private record Kind(long number, boolean whole, boolean more) {
        static Kind of(JsonObject json, boolean removesNothing) throws JsonException {
            Kind kind = new Kind(json.integer("number", 0, Long.MAX_VALUE), json.bool("whole"), json.bool("more"));
            if (kind.whole && !removesNothing) {
                throw new JsonException("a whole list removes entries");
            }
            if (kind.more && !kind.whole) {
                throw new JsonException("a change goes on in another message");
            }
            return kind;
        }
    }
}
