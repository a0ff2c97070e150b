package reliablep2p.protocol;

import java.io.IOException;
import java.util.Locale;

/**
 * {@code resync}, to the database peer, on the connection that {@code connect} was sent on: a change was missed.
 * Answered by the whole list.
 *
 * @param kind which list
 */
public record ResyncRequest(Kind kind) implements Request {
    /** The two lists of which changes are sent. */
    public enum Kind {
        /** The peer list, changed by {@link UpdatePeers}. */
        PEERS,
        /** The catalog, changed by {@link UpdateCatalog}. */
        CATALOG;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void deliverTo(RequestHandler handler) throws IOException {
        handler.handle(this);
    }
}
