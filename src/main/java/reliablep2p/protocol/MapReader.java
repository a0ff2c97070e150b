package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/** Reads a map from its JSON: holders are indexes into a table of ids, so that no id is sent twice. */
final class MapReader {
    private final List<PeerId> peers;

    private MapReader(List<PeerId> peers) {
        this.peers = peers;
    }

    /** Cuts what is over the caps, and drops claims whose name breaks the rules. */
    static MapAnswer read(JsonObject json) throws JsonException, InvalidValueException {
        MapReader reader = new MapReader(ValueReader.ids(json.strings("peers", JsonObject.MAX_VALUES)));
        List<JsonObject> files = json.objects("files", JsonObject.MAX_VALUES);
        List<MapAnswer.Claim> claims = new ArrayList<>();
        for (JsonObject file : cut(files, MapAnswer.MAX_CLAIMS)) {
            Sha256 sha256 = ValueReader.sha256(file);
            List<PeerId> holders = reader.holders(file);
            FileName name = ValueReader.nameOrNull(file.string("name"));
            if (name != null) {
                claims.add(new MapAnswer.Claim(name, sha256, holders));
            }
        }
        return new MapAnswer(claims);
    }

    private List<PeerId> holders(JsonObject file) throws JsonException {
        if (peers.isEmpty()) {
            throw new JsonException("a map names a file and no peers");
        }
        List<Long> indexes = file.integers("holders", JsonObject.MAX_VALUES, 0, peers.size() - 1);
        if (indexes.isEmpty()) {
            throw new JsonException("a map names a file without holders");
        }
        Set<PeerId> holders = new LinkedHashSet<>();
        for (long index : cut(indexes, MapAnswer.MAX_HOLDERS)) {
            holders.add(peers.get((int) index));
        }
        return List.copyOf(holders);
    }

    private static <T> List<T> cut(List<T> list, int size) {
        return list.subList(0, Math.min(list.size(), size));
    }
}
