package reliablep2p.node.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.node.state.AddressBook;
import reliablep2p.node.state.PeerList;

/**
 * The plan of {@code get}: believed holders first, then the other peers, the database peer last, self never. Peers that
 * have just kept somebody waiting come after even that one: with many files to get, each would wait for them again.
 *
 * <p>Looks into the address book anew for each step, so that the maps of those who were asked steer what comes next.
 * Among equally believable ones the order is random, so that the load spreads.
 */
final class LookupPlan implements SourcePlan {
    private final Sha256 content;
    private final PeerId self;
    private final PeerList peers;
    private final AddressBook book;
    private final RandomGenerator random;

    LookupPlan(Sha256 content, PeerId self, PeerList peers, AddressBook book, RandomGenerator random) {
        this.content = content;
        this.self = self;
        this.peers = peers;
        this.book = book;
        this.random = random;
    }

    @Override
    public Optional<Candidate> next(Set<PeerId> asked, boolean strangers) {
        List<Member> databases = new ArrayList<>();
        List<Member> stalled = new ArrayList<>();
        List<Member> best = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (Member member : peers.members()) {
            if (member.id().equals(self) || asked.contains(member.id())) {
                continue;
            }
            if (member.role() == Role.DATABASE) {
                databases.add(member);
                continue;
            }
            if (book.hasStalled(member.id())) {
                stalled.add(member);
                continue;
            }
            long doubt = book.doubt(content, member.id());
            if (doubt == Integer.MAX_VALUE && !strangers) {
                continue;
            }
            if (doubt < least) {
                least = doubt;
                best.clear();
            }
            if (doubt == least) {
                best.add(member);
            }
        }
        Kind holding = least == Integer.MAX_VALUE ? Kind.UNKNOWN : Kind.BELIEVED;
        return any(best, holding).or(() -> any(databases, Kind.DATABASE)).or(() -> any(stalled, Kind.UNKNOWN));
    }

    private Optional<Candidate> any(List<Member> equals, Kind kind) {
        return equals.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(equals.get(random.nextInt(equals.size())), kind));
    }

    @Override
    public Optional<PeerId> only() {
        return Optional.empty();
    }
}
