package reliablep2p.protocol;

import java.io.IOException;
import reliablep2p.model.SignedText;

/**
 * {@code hello}, to an ordinary peer while the database peer is away: the sender belongs to the network, and listens on
 * this port of the address it dials from. Answered by {@link DoneAnswer}.
 *
 * @param port 1 to 65535
 * @param admission what the database peer has signed for the sender; to be proved
 */
public record HelloRequest(int port, SignedText admission) implements Request {
    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
