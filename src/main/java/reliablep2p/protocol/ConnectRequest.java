package reliablep2p.protocol;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.InvitationSecret;

/**
 * {@code connect}, to the database peer: the sender joins, and listens on this port of the address it dials from.
 *
 * <p>Answered by the whole peer list, an admission, and what the sender does not have of the catalog; after it changes of
 * both arrive on this connection.
 *
 * @param version the protocol version that the sender speaks, 1 or more
 * @param port 1 to 65535
 * @param catalog how many bytes of this network's journal the sender has, proved
 * @param invitation the secret of an invitation, if the sender has one
 */
public record ConnectRequest(int version, int port, long catalog, Optional<InvitationSecret> invitation)
        implements Request {
    /** The version described by {@code docs/PROTOCOL.md}. */
    public static final int VERSION = 3;

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
