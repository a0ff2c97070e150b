package reliablep2p.protocol;

import java.io.IOException;

/**
 * Answers the requests of one connection, one method a message, so that the compiler finds every place that a new
 * message needs. Called by that connection's thread only, one request after another.
 */
public interface RequestHandler {
    /** The sender wants to join the network; see {@link ConnectRequest}. */
    void handle(ConnectRequest request) throws IOException;

    /** The sender wants what follows in the journal; see {@link CatalogRequest}. */
    void handle(CatalogRequest request) throws IOException;

    /** The sender belongs to the network, and could not join; see {@link HelloRequest}. */
    void handle(HelloRequest request) throws IOException;

    /** The sender wants a file in the catalog; see {@link OfferRequest}. */
    void handle(OfferRequest request) throws IOException;

    /** The sender leaves the network; see {@link DisconnectRequest}. */
    void handle(DisconnectRequest request) throws IOException;

    /** The sender wants a file; see {@link GetRequest}. */
    void handle(GetRequest request) throws IOException;

    /** The sender wants to know which pieces are here; see {@link PiecesRequest}. */
    void handle(PiecesRequest request) throws IOException;

    /** The sender wants a connection without encryption; see {@link ClearRequest}. */
    void handle(ClearRequest request) throws IOException;

    /** The sender wants this peer's address book; see {@link MapRequest}. */
    void handle(MapRequest request) throws IOException;

    /** The sender lives; see {@link PingRequest}. */
    void handle(PingRequest request) throws IOException;

    /** The sender missed a change; see {@link ResyncRequest}. */
    void handle(ResyncRequest request) throws IOException;

    /** The connection has ended, in whichever way; called once, after the last request. */
    void closed();
}
