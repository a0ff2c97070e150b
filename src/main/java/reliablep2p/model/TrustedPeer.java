package reliablep2p.model;

import java.time.Instant;

/**
 * A peer to which the operator gave the role of a trusted peer.
 *
 * @param id who; another process on its port has no role
 * @param note the operator's words, at most {@link Revocation#MAX_WHY} UTF-16 code units, or empty; to be escaped before
 *     it is printed
 * @param since when it was given the role
 */
public record TrustedPeer(PeerId id, String note, Instant since) {}
