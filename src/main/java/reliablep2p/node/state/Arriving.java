package reliablep2p.node.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reliablep2p.model.PieceList;
import reliablep2p.model.Sha256;
import reliablep2p.storage.PartFile;

/**
 * The files that this peer is getting just now, of which it serves the pieces that it has verified. Thread-safe. Bounded
 * by the fetches that run.
 */
public final class Arriving {
    private final Map<Sha256, Optional<Parts>> files = new ConcurrentHashMap<>();

    /**
     * What is here of a file.
     *
     * @param part its verified pieces
     * @param list their hashes, proved
     */
    public record Parts(PartFile part, PieceList list) {}

    /** This peer begins to look for a file that anybody may have of it. */
    public void begin(Sha256 content) {
        files.putIfAbsent(content, Optional.empty());
    }

    /** Its pieces may be served from now on. */
    public void serve(Sha256 content, Parts parts) {
        files.replace(content, Optional.of(parts));
    }

    /** It is here, or given up. */
    public void end(Sha256 content) {
        files.remove(content);
    }

    /** Whether this peer is getting the file. */
    public boolean isArriving(Sha256 content) {
        return files.containsKey(content);
    }

    /** What is here of it, if it is being served. */
    public Optional<Parts> find(Sha256 content) {
        return files.getOrDefault(content, Optional.empty());
    }
}
