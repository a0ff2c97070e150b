package reliablep2p.node;

import java.util.List;
import reliablep2p.model.Member;

/**
 * What {@code disconnect} came to.
 *
 * @param told who answered, the database peer among them
 * @param missed who could not be told in time
 */
public record Farewell(List<Member> told, List<Member> missed) {
    /** Copies the lists, so that nobody can change them afterwards. */
    public Farewell {
        told = List.copyOf(told);
        missed = List.copyOf(missed);
    }
}
