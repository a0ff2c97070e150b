package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code resync}, to the database peer, on the connection that {@code connect} was sent on: a change of the peer list was
 * missed. Answered by the whole list.
 */
public record ResyncRequest() implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
