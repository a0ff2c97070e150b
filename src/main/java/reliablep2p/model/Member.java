package reliablep2p.model;

import java.util.Comparator;

/**
 * A peer that is in the network now.
 *
 * @param id who it is
 * @param address where it listens, as the database peer saw it
 * @param role what it is
 */
public record Member(PeerId id, Address address, Role role) implements Comparable<Member> {
    private static final Comparator<Member> ORDER =
            Comparator.comparing(Member::address).thenComparing(Member::id);

    /** Orders members as tables show them: by port, then host, then id. */
    @Override
    public int compareTo(Member other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return address + " (" + id.shortened() + ")";
    }
}
