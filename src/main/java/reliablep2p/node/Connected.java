package reliablep2p.node;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;

/**
 * What {@code connect} came to.
 *
 * @param peers members of the network, this peer and the database peer among them
 * @param files entries of the catalog
 * @param database who the database peer is
 * @param firstTime whether its id was seen for the first time and is remembered from now on
 * @param already whether this peer was connected before
 * @param databaseAway whether the database peer can't be reached, so that other members let this peer in
 * @param expired when the signature of the catalog ended, if it has ended
 */
public record Connected(
        int peers,
        int files,
        PeerId database,
        boolean firstTime,
        boolean already,
        boolean databaseAway,
        Optional<Instant> expired) {}
