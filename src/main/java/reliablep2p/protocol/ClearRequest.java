package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code clear}: both ends are on this machine, and the sender wants to have file bytes without encryption, on another
 * connection to the same port. Answered by {@link ClearAnswer}, or refused.
 */
public record ClearRequest() implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
