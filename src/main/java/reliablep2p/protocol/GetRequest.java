package reliablep2p.protocol;

import java.io.IOException;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;

/**
 * {@code get}: answered by {@link FileAnswer} and the bytes, or by {@link MapAnswer} if the file is not held.
 *
 * @param name the name in the catalog
 * @param sha256 the bytes that are wanted: other bytes under that name are not held
 */
public record GetRequest(FileName name, Sha256 sha256) implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
