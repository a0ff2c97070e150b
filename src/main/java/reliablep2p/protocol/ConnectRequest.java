package reliablep2p.protocol;

import java.io.IOException;

/**
 * {@code connect}, to the database peer: the sender joins, and listens on this port of the address it dials from.
 *
 * <p>Answered by the whole peer list, then the whole catalog; after it changes of both arrive on this connection.
 *
 * @param version the protocol version that the sender speaks, 1 or more
 * @param port 1 to 65535
 */
public record ConnectRequest(int version, int port) implements Request {
    /** The version described by {@code docs/PROTOCOL.md}. */
    public static final int VERSION = 1;

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
