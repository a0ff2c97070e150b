package reliablep2p.node.peer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.state.Knowledge;

/**
 * Decides whom {@code secure-get} may be pointed at: from the first role that was ever granted on, only at a trusted peer
 * or the database peer, and only while the signature of the catalog holds, because afterwards nobody can tell which
 * roles were taken.
 *
 * @param knowledge what this peer knows
 * @param journal proves it
 * @param clock tells whether the signature holds
 */
record SecureSources(Knowledge knowledge, CatalogJournal journal, InstantSource clock) {
    /** Why this file may not be got from there; empty if it may, or if there is no such file or member. */
    Optional<FetchOutcome> refusal(FileName name, Address address) {
        Optional<TrustedFile> file = knowledge.catalog().find(name);
        Optional<Member> source = knowledge.peers().find(address);
        if (file.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> expired = journal.expired(clock.instant());
        if (expired.isPresent()) {
            return Optional.of(new FetchOutcome.CatalogExpired(file.get(), expired.get()));
        }
        if (!knowledge.roles().inUse() || isTrusted(source.get())) {
            return Optional.empty();
        }
        return Optional.of(new FetchOutcome.NotTrusted(file.get(), source.get(), trustedHolders(file.get())));
    }

    private boolean isTrusted(Member member) {
        return member.role() == Role.DATABASE
                || knowledge.roles().trusted(member.id()).isPresent();
    }

    private List<Member> trustedHolders(TrustedFile file) {
        List<Member> holders = new ArrayList<>(knowledge.knownHolders(file.sha256()).stream()
                .filter(this::isTrusted)
                .toList());
        knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE && !holders.contains(member))
                .forEach(holders::add);
        holders.sort(null);
        return List.copyOf(holders);
    }
}
