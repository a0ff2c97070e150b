package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code disconnect}: the sender, and nobody else, leaves. Answered by {@link DoneAnswer}.
 */
public record DisconnectRequest() implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
