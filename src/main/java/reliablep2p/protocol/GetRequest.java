package reliablep2p.protocol;

import java.io.IOException;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;

/**
 * {@code get}: answered by {@link FileAnswer} and the bytes, or by {@link MapAnswer} if the file is not held.
 *
 * @param name the name in the catalog
 * @param sha256 the bytes that are wanted: other bytes under that name are not held
 * @param offset how many of the first bytes the asker has already; 0 to the file's size
 */
public record GetRequest(FileName name, Sha256 sha256, long offset) implements Request {
    /** Checks what can be checked without knowing the size. */
    public GetRequest {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset of " + offset);
        }
    }

    /** A request for the whole file. */
    public GetRequest(FileName name, Sha256 sha256) {
        this(name, sha256, 0);
    }

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
