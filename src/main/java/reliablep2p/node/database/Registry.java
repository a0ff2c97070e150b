package reliablep2p.node.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.Pages;
import reliablep2p.protocol.UpdatePeers;

/**
 * Who is a member, and telling every member what changes: the one place where the numbers of the peer list are given.
 *
 * <p>Thread-safe. {@code lock} guards the links and the number, and makes a change, its number and its place in every
 * outbox one step; sending happens elsewhere. Events are told after the lock is released. The peer list
 * has a lock of its own, taken inside this one, never the other way round.
 */
final class Registry {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PeerId, MemberLink> links = new HashMap<>();
    private final Knowledge knowledge;
    private final ConnectionThreads threads;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private long peersNumber;

    /**
     * Makes it, without members.
     *
     * @param firstNumber of the peer list: the time of the start in milliseconds, so that numbers rise over restarts
     */
    Registry(
            Knowledge knowledge,
            ConnectionThreads threads,
            Limits limits,
            Consumer<NodeEvent> events,
            long firstNumber) {
        this.knowledge = knowledge;
        this.threads = threads;
        this.limits = limits;
        this.events = events;
        this.peersNumber = firstNumber;
    }

    /** The member with an open connection that has this address, if it is another one than this. */
    @Nullable
    Member otherAt(Address address, PeerId id) {
        lock.lock();
        try {
            return links.values().stream()
                    .map(MemberLink::member)
                    .filter(m -> m.address().equals(address) && !m.id().equals(id))
                    .findFirst()
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes the peer a member; an older connection of it, and another member at its address, are ended.
     *
     * @param catalog sends it what it does not have of the catalog
     * @param greeting what it is sent after the first peer list
     */
    MemberLink join(
            Member member, Connection connection, CatalogService.Feed catalog, List<? extends Answer> greeting) {
        MemberLink link = new MemberLink(member, connection, this::whole, catalog, greeting);
        Member usurped = otherAt(member.address(), member.id());
        if (usurped != null) {
            leave(usurped.id(), true);
        }
        boolean isNew;
        MemberLink older;
        lock.lock();
        try {
            older = links.put(member.id(), link);
            isNew = !knowledge
                    .peers()
                    .apply(List.of(member), List.of())
                    .joined()
                    .isEmpty();
            if (isNew) {
                tellOthers(link, new UpdatePeers(++peersNumber, false, false, List.of(member), List.of()));
            }
        } finally {
            lock.unlock();
        }
        if (older != null) {
            older.close();
        }
        boolean started = false;
        try {
            link.start(threads);
            started = true;
        } finally {
            if (!started) {
                ended(link, true);
            }
        }
        if (isNew) {
            events.accept(new NodeEvent.Joined(member));
        }
        return link;
    }

    /**
     * The peer has said that it leaves, or another one has proved to be at its address.
     *
     * @return whether it was a member
     */
    boolean leave(PeerId id, boolean lost) {
        MemberLink link;
        lock.lock();
        try {
            link = links.get(id);
        } finally {
            lock.unlock();
        }
        if (link == null) {
            return false;
        }
        ended(link, lost);
        return true;
    }

    /** A link is not to be used any more; the member is out, unless it has a newer one. */
    void ended(MemberLink link, boolean lost) {
        Member member = link.member();
        boolean out;
        lock.lock();
        try {
            out = links.remove(member.id(), link);
            if (out) {
                knowledge.peers().apply(List.of(), List.of(member.id()));
                tellOthers(null, new UpdatePeers(++peersNumber, false, false, List.of(), List.of(member.id())));
            }
        } finally {
            lock.unlock();
        }
        link.close();
        if (out) {
            events.accept(new NodeEvent.Left(member, lost));
        }
    }

    /** Sends every member what is for that member only. */
    void tellEach(Function<PeerId, ? extends Answer> message) {
        lock.lock();
        try {
            links.values()
                    .forEach(link ->
                            link.send(List.of(message.apply(link.member().id()))));
        } finally {
            lock.unlock();
        }
    }

    /** Sends every member what is new of the catalog. */
    void catalogChanged() {
        lock.lock();
        try {
            links.values().forEach(MemberLink::sendCatalog);
        } finally {
            lock.unlock();
        }
    }

    /** Sends a member these messages, if it is one now. */
    boolean tell(PeerId id, List<? extends Answer> messages) {
        lock.lock();
        try {
            MemberLink link = links.get(id);
            if (link != null) {
                link.send(messages);
            }
            return link != null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all links, of which nobody is told: it is this peer that leaves. */
    void close() {
        List<MemberLink> open;
        lock.lock();
        try {
            open = List.copyOf(links.values());
            links.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(MemberLink::close);
    }

    private void tellOthers(@Nullable MemberLink except, UpdatePeers update) {
        for (MemberLink link : links.values()) {
            if (!link.equals(except)) {
                link.send(List.of(update));
            }
        }
    }

    /** The peer list as it is now. The lock makes list and number one; cutting it into pages happens outside. */
    private List<UpdatePeers> whole() {
        long number;
        List<Member> members;
        lock.lock();
        try {
            number = peersNumber;
            members = memberList();
        } finally {
            lock.unlock();
        }
        return Pages.wholePeerList(number, members, limits.controlFrame());
    }

    private List<Member> memberList() {
        return links.values().stream().map(MemberLink::member).sorted().toList();
    }
}
