package reliablep2p.node;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedPeer;

/**
 * A peer that the database peer knows: a member now, one that was invited, one with a role, or one that was expelled.
 *
 * @param id who
 * @param member where it is, if it is in the network now
 * @param admitted when an invitation let it in, if one did
 * @param role its role, if it has one
 * @param expulsion when and why it was expelled, if it was
 */
public record Acquaintance(
        PeerId id,
        Optional<Member> member,
        Optional<Instant> admitted,
        Optional<TrustedPeer> role,
        Optional<Revocation> expulsion) {}
