package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;

/** Reads the answers from their JSON; a map has a reader of its own. */
final class AnswerReader {
    private AnswerReader() {}

    /** The answer, or null if no answer has this type. */
    static @Nullable Answer read(String type, JsonObject json) throws JsonException, InvalidValueException {
        return switch (type) {
            case "done" -> new DoneAnswer();
            case "error" -> new ErrorAnswer(code(json.string("code")), json.string("message"));
            case "file" -> file(json);
            case "map" -> MapReader.read(json);
            case "pong" -> new PongAnswer();
            case "update_catalog" -> updateCatalog(json);
            case "update_peers" -> updatePeers(json);
            default -> null;
        };
    }

    private static FileAnswer file(JsonObject json) throws JsonException, InvalidValueException {
        TrustedFile file = ValueReader.file(json);
        return new FileAnswer(file, ValueReader.offset(json, file.size()));
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

    private static UpdateCatalog updateCatalog(JsonObject json) throws JsonException, InvalidValueException {
        List<TrustedFile> added = new ArrayList<>();
        for (JsonObject entry : json.objects("added", JsonObject.MAX_VALUES)) {
            TrustedFile file = ValueReader.listedFile(entry);
            if (file != null) {
                added.add(file);
            }
        }
        List<String> names = json.strings("removed", JsonObject.MAX_VALUES);
        List<FileName> removed = names.stream()
                .map(ValueReader::nameOrNull)
                .filter(Objects::nonNull)
                .toList();
        Kind kind = Kind.of(json, names.isEmpty());
        return new UpdateCatalog(kind.number, kind.whole, kind.more, added, removed);
    }

    /** What updates of both lists begin with. */
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
