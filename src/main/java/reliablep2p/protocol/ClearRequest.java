package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code clear}: both ends are on this machine, and the sender wants to have file bytes without encryption, on another
 * connection to the same port. Answered by {@link ClearAnswer}, or refused.
 *
 * @param port the port from which the sender sends this: if the receiver sees another one, something between the two
 *     passes the bytes on, and may pass them on over a network
 */
public record ClearRequest(int port) implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
