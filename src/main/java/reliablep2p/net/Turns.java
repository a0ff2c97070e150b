package reliablep2p.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;

/**
 * Whose turn it is, where several peers wait for the same thing, each perhaps many times over: one turn a peer, round and
 * round, however many wait for it. Not thread-safe: its owner's lock guards it.
 */
public final class Turns {
    /** By peer, the one whose turn is next first. */
    private final Map<PeerId, Deque<Ticket>> waiting = new LinkedHashMap<>();

    /** Somebody who waits. */
    public static final class Ticket {
        private final PeerId peer;

        private Ticket(PeerId peer) {
            this.peer = peer;
        }

        /** For whom. */
        public PeerId peer() {
            return peer;
        }
    }

    /** One more waits for this peer. */
    public Ticket wait(PeerId peer) {
        Ticket ticket = new Ticket(peer);
        waiting.computeIfAbsent(peer, p -> new ArrayDeque<>()).addLast(ticket);
        return ticket;
    }

    /** Who is next; null if nobody waits. */
    public @Nullable Ticket next() {
        return waiting.isEmpty() ? null : waiting.values().iterator().next().peekFirst();
    }

    /** The first of each peer, in the order of the turns. */
    public List<Ticket> firsts() {
        List<Ticket> firsts = new ArrayList<>();
        waiting.values().forEach(tickets -> firsts.add(tickets.getFirst()));
        return firsts;
    }

    /** This one has had its turn: its peer's next turn comes after those of all others. */
    public void served(Ticket ticket) {
        Deque<Ticket> tickets = waiting.remove(ticket.peer);
        if (tickets != null) {
            tickets.remove(ticket);
            if (!tickets.isEmpty()) {
                waiting.put(ticket.peer, tickets);
            }
        }
    }

    /** This one waits no more, without having had its turn. */
    public void left(Ticket ticket) {
        Deque<Ticket> tickets = waiting.get(ticket.peer);
        if (tickets != null) {
            tickets.remove(ticket);
            if (tickets.isEmpty()) {
                waiting.remove(ticket.peer);
            }
        }
    }
}
