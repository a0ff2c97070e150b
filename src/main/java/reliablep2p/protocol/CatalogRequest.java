package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code get_catalog}: the sender wants what follows in the journal. Answered by {@link CatalogAnswer}.
 *
 * @param offset how many bytes of it the sender has
 */
public record CatalogRequest(long offset) implements Request {
    /** Checks the offset. */
    public CatalogRequest {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset of " + offset);
        }
    }

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
