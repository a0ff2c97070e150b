package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code get_map}: the sender wants the address book. Answered by {@link MapAnswer}.
 */
public record MapRequest() implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
