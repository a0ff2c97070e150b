package reliablep2p.protocol;

import java.io.IOException;
import reliablep2p.model.TrustedFile;

/**
 * {@code offer}, to the database peer: the sender has this file, and wants it in the catalog. Sent again, it asks what has
 * become of it. Answered by {@link OfferAnswer}.
 *
 * @param file what the sender says it has
 */
public record OfferRequest(TrustedFile file) implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
