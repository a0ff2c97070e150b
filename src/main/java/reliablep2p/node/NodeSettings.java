package reliablep2p.node;

import reliablep2p.model.Address;
import reliablep2p.model.Limits;

/**
 * What a peer is started with.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 1 to 65535, or 0 for any free one (tests, the demo)
 * @param database where the database peer is; unused by the database peer itself
 * @param limits every limit and deadline
 * @param transfers how bytes of files move
 * @param scrub when files are read again
 */
public record NodeSettings(
        String host, int port, Address database, Limits limits, TransferSettings transfers, ScrubSettings scrub) {
    /** The settings of a peer whose transfers are as fast as they go. */
    public NodeSettings(String host, int port, Address database, Limits limits) {
        this(host, port, database, limits, TransferSettings.defaults());
    }

    /** The settings of a peer that reads its files again at its leisure. */
    public NodeSettings(String host, int port, Address database, Limits limits, TransferSettings transfers) {
        this(host, port, database, limits, transfers, ScrubSettings.daily(ScrubSettings.DEFAULT_RATE));
    }
}
