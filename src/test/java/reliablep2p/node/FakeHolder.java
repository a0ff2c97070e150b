package reliablep2p.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.net.RoguePeer;

/** Answers of a holder of a file, right ones, out of which a test makes wrong ones. */
public final class FakeHolder {
    private static final int PIECE = (int) Pieces.MIN_SIZE;

    private final String name;
    private final byte[] bytes;

    public FakeHolder(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    public String name() {
        return name;
    }

    public Sha256 hash() {
        return Sha256.of(bytes);
    }

    /** Answers everything but {@code get} as an honest holder of these pieces would; of all, if none are named. */
    public void answer(RoguePeer asker, JsonObject request, String have, RogueMember.Answering gives)
            throws IOException, JsonException {
        switch (request.string("type")) {
            case "get_pieces" -> answerPieces(asker, request, have);
            case "get" -> gives.answer(asker, request);
            default -> asker.sendFrame("{\"type\":\"map\",\"files\":[]}");
        }
    }

    private void answerPieces(RoguePeer asker, JsonObject request, String have) throws IOException, JsonException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int from = 0; request.bool("list") && from < bytes.length; from += PIECE) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
            list.writeBytes(Sha256.of(piece).bytes());
        }
        JsonBuilder answer = JsonBuilder.object().put("type", "pieces").put("sha256", hash().hex());
        if (!have.isEmpty()) {
            answer.put("have", have);
        }
        asker.sendFrame(answer.put("length", list.size()).toString());
        asker.send(list.toByteArray());
    }

    /** Answers a {@code get} with these bytes in place of the file's. */
    public void give(RoguePeer asker, JsonObject request, byte[] other) throws IOException, JsonException {
        int offset = (int) request.optionalInteger("offset", 0, bytes.length, 0);
        int length = (int) request.integer("length", 0, bytes.length);
        asker.sendFrame(file(offset, length));
        asker.send(Arrays.copyOfRange(other, offset, offset + length));
    }

    /** The frame before bytes. */
    public String file(long offset, long length) {
        return JsonBuilder.object()
                .put("type", "file")
                .put("name", name)
                .put("size", bytes.length)
                .put("sha256", hash().hex())
                .put("offset", offset)
                .put("length", length)
                .toString();
    }
}
