package reliablep2p.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Sha256;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.FakeHolder;
import reliablep2p.node.RogueMember;

/** Members that all cheat in one way: each says of all of them that they hold all files, and gives other bytes than those. */
final class Cheats implements Closeable {
    private final Kind kind;
    private final Map<String, byte[]> files;
    private final List<RogueMember> members = new ArrayList<>();
    /** What somebody fetches on its own, because it asked first which pieces there are. */
    private final Set<String> askedForPieces = ConcurrentHashMap.newKeySet();

    private final AtomicInteger inABatch = new AtomicInteger();
    private final AtomicInteger forBytes = new AtomicInteger();

    /** What they do with a request for bytes. */
    enum Kind {
        WRONG_BYTES,
        SHORT,
        ENDLESS,
        SILENT,
        SLOW,
        OTHER_SIZE
    }

    /** So many join the network whose database peer listens on this port. */
    Cheats(int databasePort, int count, Kind kind, Map<String, byte[]> files) throws IOException {
        this.kind = kind;
        this.files = Map.copyOf(files);
        for (int i = 0; i < count; i++) {
            RogueMember member = new RogueMember(databasePort, this::answer);
            synchronized (members) {
                members.add(member);
            }
        }
    }

    /** How many requests they were sent. */
    int asked() {
        synchronized (members) {
            return members.stream().mapToInt(RogueMember::asked).sum();
        }
    }

    /** How many of these were for one of many files that came over one connection, or for a file of a single piece. */
    int askedInABatch() {
        return inABatch.get();
    }

    /** How many of these were for bytes of a file. */
    int askedForBytes() {
        return forBytes.get();
    }

    /** A map that says of all of these that they hold these files. */
    static void lie(RoguePeer to, List<RogueMember> liars, Map<String, Sha256> held) throws IOException {
        List<String> ids = new ArrayList<>();
        List<Integer> holders = new ArrayList<>();
        synchronized (liars) {
            for (RogueMember liar : liars) {
                holders.add(ids.size());
                ids.add("\"" + liar.identity().id().hex() + "\"");
            }
        }
        String all = holders.toString().replace(" ", "");
        List<String> claims = new ArrayList<>();
        held.forEach((name, hash) ->
                claims.add("{\"name\":\"" + name + "\",\"sha256\":\"" + hash.hex() + "\",\"holders\":" + all + "}"));
        to.sendFrame("{\"type\":\"map\",\"peers\":[" + String.join(",", ids) + "],\"files\":["
                + String.join(",", claims) + "]}");
    }

    private void answer(RoguePeer asker, JsonObject request) throws IOException, JsonException {
        String type = request.string("type");
        if (type.equals("get_map")) {
            Map<String, Sha256> claimed = new HashMap<>();
            files.forEach((name, held) -> claimed.put(name, Sha256.of(held)));
            lie(asker, members, claimed);
            return;
        }
        String name = request.string("name");
        if (type.equals("get_pieces")) {
            askedForPieces.add(name);
        }
        byte[] right = files.get(name);
        FakeHolder honest = new FakeHolder(name, right);
        honest.answer(asker, request, "", (to, get) -> {
            forBytes.incrementAndGet();
            if (!askedForPieces.contains(name)) {
                inABatch.incrementAndGet();
            }
            int length = (int) get.optionalInteger("length", 0, right.length, right.length);
            int offset = (int) get.optionalInteger("offset", 0, right.length, 0);
            cheat(to, honest, offset, length);
        });
    }

    private void cheat(RoguePeer to, FakeHolder honest, int offset, int length) throws IOException {
        String frame = honest.file(offset, length);
        switch (kind) {
            case WRONG_BYTES -> {
                to.sendFrame(frame);
                to.send(new byte[length]);
            }
            case SHORT -> {
                to.sendFrame(frame);
                to.send(new byte[length / 2]);
                to.close();
            }
            case ENDLESS -> {
                to.sendFrame(frame);
                to.flood(new byte[16 * 1024]);
            }
            case SILENT -> to.awaitEnd();
            case SLOW -> {
                to.sendFrame(frame);
                to.drip(new byte[length], 50);
            }
            case OTHER_SIZE -> to.sendFrame(otherSize(honest, offset, length));
        }
    }

    private static String otherSize(FakeHolder honest, int offset, int length) {
        return JsonBuilder.object()
                .put("type", "file")
                .put("name", honest.name())
                .put("size", 9_000_000_000_000L)
                .put("sha256", honest.hash().hex())
                .put("offset", offset)
                .put("length", length)
                .toString();
    }

    @Override
    public void close() throws IOException {
        for (RogueMember member : members) {
            member.close();
        }
    }
}
