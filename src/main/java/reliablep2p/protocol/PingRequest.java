package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code ping}: the sender lives, and wants to know whether the other side does. Answered by {@link PongAnswer}.
 */
public record PingRequest() implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
