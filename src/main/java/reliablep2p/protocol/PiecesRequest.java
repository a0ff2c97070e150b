package reliablep2p.protocol;

import java.io.IOException;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;

/**
 * {@code get_pieces}: which pieces of a file the other side has. Answered by {@link PiecesAnswer}, or by {@link MapAnswer}
 * if it has none and is not getting it either.
 *
 * @param name the name in the catalog
 * @param sha256 the bytes that are meant
 * @param list whether the list of the pieces' hashes is wanted, too
 */
public record PiecesRequest(FileName name, Sha256 sha256, boolean list) implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
