package reliablep2p.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;

/**
 * The journal of the catalog that this peer keeps.
 *
 * @param network the id of the database peer that signs it; empty before the first {@code connect}
 * @param path where it lies
 * @param entries its lines
 * @param bytes its length
 * @param files files that are in the catalog
 * @param signed when its head was signed last
 * @param expires when that signature ends; {@code secure-get} refuses afterwards
 * @param expired whether it has ended by this peer's clock
 */
public record CatalogStatus(
        Optional<PeerId> network,
        Path path,
        long entries,
        long bytes,
        int files,
        Optional<Instant> signed,
        Optional<Instant> expires,
        boolean expired) {}
