package reliablep2p.node.peer;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.NetworkKey;
import reliablep2p.trust.journal.Ticket;

/**
 * Takes in a peer that could not join because the database peer is away: it shows an admission that the database peer
 * has signed for it, and the journal does not say that it was expelled since ({@code docs/PROTOCOL.md}, "hello").
 *
 * <p>Thread-safe, as its parts are.
 *
 * @param isMember whether this peer is a member itself now
 */
record Hospitality(
        Knowledge knowledge,
        CatalogJournal journal,
        InstantSource clock,
        BooleanSupplier isMember,
        Consumer<NodeEvent> events) {
    private static final Logger LOG = LoggerFactory.getLogger(Hospitality.class);

    /**
     * Takes the peer at the other end into the peer list.
     *
     * @return why not; empty if it is in now
     */
    Optional<String> take(Connection connection, HelloRequest request) {
        Optional<NetworkKey> key = journal.key();
        if (key.isEmpty() || !isMember.getAsBoolean()) {
            return Optional.of("this peer is no member itself");
        }
        try {
            Ticket ticket = key.get().ticket(request.admission());
            if (!ticket.member().equals(connection.remoteId())) {
                return Optional.of("that admission is another peer's");
            }
            if (!clock.instant().isBefore(ticket.expires())) {
                return Optional.of("that admission has ended");
            }
            if (knowledge.roles().expulsion(connection.remoteId()).isPresent()) {
                return Optional.of("you were expelled from this network");
            }
            Address address = Address.of(connection.remoteHost(), request.port());
            Member member = new Member(connection.remoteId(), address, Role.PEER);
            if (isAnothers(address, member)) {
                LOG.warn("{} claims the address of another member", member);
                return Optional.of("another member listens on " + address);
            }
            if (!knowledge.peers().apply(List.of(member), List.of()).joined().isEmpty()) {
                events.accept(new NodeEvent.Joined(member));
            }
            return Optional.empty();
        } catch (JournalException | InvalidValueException e) {
            LOG.warn("{} shows an admission that is none: {}", connection.remoteId(), e.getMessage());
            return Optional.of("that is no admission of this network");
        }
    }

    /** The other one may be gone by now, which only the database peer finds out; until then its place is kept. */
    private boolean isAnothers(Address address, Member member) {
        return knowledge.peers().members().stream()
                .anyMatch(
                        other -> other.address().equals(address) && !other.id().equals(member.id()));
    }
}
