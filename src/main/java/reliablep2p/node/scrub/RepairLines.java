package reliablep2p.node.scrub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** The lines of the state file {@value #FILE} as {@link Repairs} keeps them. Stateless. */
public final class RepairLines {
    /** Its name in a peer's directory. */
    public static final String FILE = "repairs.jsonl";

    private static final int DEPTH = 1;

    private RepairLines() {}

    /** The bytes of a list in which these files wait. */
    public static byte[] toBytes(Collection<TrustedFile> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append(JsonBuilder.object()
                        .put("name", file.name().text())
                        .put("size", file.size())
                        .put("sha256", file.sha256().hex()))
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The files that wait in a list.
     *
     * @throws JsonException if it is damaged
     * @throws InvalidValueException if it is damaged
     */
    public static List<TrustedFile> parse(byte[] bytes) throws JsonException, InvalidValueException {
        List<TrustedFile> files = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            JsonObject file = JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), DEPTH);
            files.add(new TrustedFile(
                    FileName.parse(file.string("name")),
                    file.integer("size", 0, Long.MAX_VALUE),
                    Sha256.parse(file.string("sha256"))));
        }
        return files;
    }
}
