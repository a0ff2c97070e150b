package reliablep2p.shell.output;

import java.util.List;
import java.util.Optional;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Printable;
import reliablep2p.model.TrustedPeer;

/**
 * Where peers are and which role they have, for answers that name them by their ids.
 *
 * @param members of the network; none if this peer is not connected
 * @param trusted who has the role of a trusted peer
 */
public record WhoIsWho(List<Member> members, List<TrustedPeer> trusted) {
    /** Copies the lists, so that nobody can change them afterwards. */
    public WhoIsWho {
        members = List.copyOf(members);
        trusted = List.copyOf(trusted);
    }

    /** Nobody is known. */
    public static WhoIsWho nobody() {
        return new WhoIsWho(List.of(), List.of());
    }

    /** Where it is, if it is in the network now. */
    public Optional<Member> member(PeerId id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    /** Its role, if it has one. */
    public Optional<TrustedPeer> role(PeerId id) {
        return trusted.stream().filter(peer -> peer.id().equals(id)).findFirst();
    }

    /** Its address and shortened id, or the latter alone. */
    String name(PeerId id) {
        return name(id, member(id));
    }

    /** The same with its role and the operator's note. */
    String nameAndRole(PeerId id) {
        return name(id)
                + role(id).map(role -> ", trusted" + words(": ", role.note())).orElse("");
    }

    static String name(PeerId id, Optional<Member> member) {
        return member.map(Member::toString).orElse(id.shortened());
    }

    /** The operator's words made printable, with something before them; empty if there are none. */
    static String words(String before, String words) {
        return words.isEmpty() ? "" : before + Printable.text(words);
    }
}
