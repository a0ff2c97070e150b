package reliablep2p.node;

import java.util.Optional;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/**
 * A peer that is believed to hold a file.
 *
 * @param id who it is
 * @param member where it is, if it is known to the network now
 * @param away whether it can't be asked now
 * @param how how this peer knows
 */
public record Holder(PeerId id, Optional<Member> member, boolean away, Provenance how) {
    /** A holder that is in the network. */
    public static Holder present(Member member, Provenance how) {
        return new Holder(member.id(), Optional.of(member), false, how);
    }
}
