package reliablep2p.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.PeerId;

/**
 * Writes a map as JSON, claim by claim, and knows at each what the whole comes to. An id enters the table of peers
 * with the first claim that names it, so the first claims are written in the same way whatever follows them.
 */
final class MapWriter {
    /** An id, its quotes and a comma. */
    private static final int ID_BYTES = 64 + 2 + 1;

    private final Map<PeerId, Long> peers = new LinkedHashMap<>();
    private final List<JsonBuilder> files = new ArrayList<>();
    private long fileBytes;

    static JsonBuilder json(MapAnswer map, JsonBuilder json) {
        MapWriter writer = new MapWriter();
        map.claims().forEach(writer::add);
        return json.putStrings(
                        "peers", writer.peers.keySet().stream().map(PeerId::hex).toList())
                .put("files", writer.files);
    }

    void add(MapAnswer.Claim claim) {
        List<Long> holders = claim.holders().stream().map(this::index).toList();
        JsonBuilder file = JsonBuilder.object()
                .put("name", claim.name().text())
                .put("sha256", claim.sha256().hex())
                .putIntegers("holders", holders);
        files.add(file);
        fileBytes += file.toString().getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    /** What the entries of both lists take, and the commas between them; once there is one in each. */
    long bytes() {
        return (long) ID_BYTES * peers.size() + fileBytes - 2;
    }

    private long index(PeerId id) {
        return peers.computeIfAbsent(id, added -> (long) peers.size());
    }
}
