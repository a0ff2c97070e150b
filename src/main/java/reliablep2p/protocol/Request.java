package reliablep2p.protocol;

import java.io.IOException;

/** A message that the side which dialled sends; the other side's {@link RequestHandler} answers it. */
public sealed interface Request extends Message
        permits CatalogRequest,
                ClearRequest,
                ConnectRequest,
                DisconnectRequest,
                GetRequest,
                HelloRequest,
                MapRequest,
                OfferRequest,
                PiecesRequest,
                PingRequest,
                ResyncRequest {

    /**
     * Calls the handler's method for this message.
     *
     * @throws IOException if the answer can't be sent; the connection is closed then
     */
    void deliverTo(RequestHandler handler) throws IOException;
}
