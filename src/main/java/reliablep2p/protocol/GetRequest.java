package reliablep2p.protocol;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Sha256;

/**
 * {@code get}: the sender wants bytes of a file. Answered by {@link FileAnswer} and the bytes, or by {@link MapAnswer} if
 * they are not here.
 *
 * @param name the name in the catalog
 * @param sha256 the bytes that are wanted: other bytes under that name are not held
 * @param offset of the first byte that is wanted; 0 to the file's size
 * @param length how many are wanted; more than the file has means all to its end
 * @param anyOf if present, the sender wants one of these pieces, whichever the other side likes to give, and offset and
 *     length say nothing
 */
public record GetRequest(FileName name, Sha256 sha256, long offset, long length, Optional<PieceSet> anyOf)
        implements Request {
    /** All bytes to the end. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    /** Checks what can be checked without knowing the size. */
    public GetRequest {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(length + " bytes from " + offset + " on");
        }
    }

    /** A request for the whole file. */
    public GetRequest(FileName name, Sha256 sha256) {
        this(name, sha256, 0, TO_THE_END);
    }

    /** A request for a part of the file. */
    public GetRequest(FileName name, Sha256 sha256, long offset, long length) {
        this(name, sha256, offset, length, Optional.empty());
    }

    /** A request for one of these pieces. */
    public GetRequest(FileName name, Sha256 sha256, PieceSet anyOf) {
        this(name, sha256, 0, 0, Optional.of(anyOf));
    }

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
