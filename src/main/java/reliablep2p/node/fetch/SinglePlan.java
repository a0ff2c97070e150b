package reliablep2p.node.fetch;

import java.util.Optional;
import java.util.Set;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;

/** The plan of {@code secure-get}: exactly one source, never another, and nothing that another sent earlier. */
record SinglePlan(Member source) implements SourcePlan {
    @Override
    public Optional<Candidate> next(Set<PeerId> asked, boolean strangers) {
        return asked.contains(source.id()) ? Optional.empty() : Optional.of(new Candidate(source, Kind.BELIEVED));
    }

    @Override
    public Optional<PeerId> only() {
        return Optional.of(source.id());
    }
}
