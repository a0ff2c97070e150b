package reliablep2p.node.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Watchdog;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.Pages;
import reliablep2p.protocol.UpdatePeers;

/**
 * Who is a member, and telling every member what changes: the one place where the numbers of the peer list are given.
 * A change is told at once, and what follows it closely is told together: if each of many newcomers were told of alone,
 * thousands that come at once would cost millions of messages.
 *
 * <p>Thread-safe. {@code lock} guards the links, the changes and the number, and makes a number and its place in every
 * outbox one step; the threads that send are started after it is released, and events are told then. The peer list
 * has a lock of its own, taken inside this one, never the other way round.
 */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    /** Between two tellings at least; and this much more for each member, of which each is sent what is told. */
    private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SPACING_PER_MEMBER_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** The whole list of so many members is cut into pages once for all who come between two tellings. */
    private static final int LARGE = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PeerId, MemberLink> links = new HashMap<>();
    private final PeerChanges changes = new PeerChanges();
    private final Knowledge knowledge;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private long peersNumber;
    private long toldAt;
    private boolean tellingSoon;
    /** The whole list of a large network as it was at some time after the last telling. */
    private @Nullable List<UpdatePeers> pages;

    /**
     * Makes it, without members.
     *
     * @param firstNumber of the peer list: the time of the start in milliseconds, so that numbers rise over restarts
     */
    Registry(
            Knowledge knowledge,
            ConnectionThreads threads,
            Watchdog watchdog,
            Limits limits,
            Consumer<NodeEvent> events,
            long firstNumber) {
        this.knowledge = knowledge;
        this.threads = threads;
        this.watchdog = watchdog;
        this.limits = limits;
        this.events = events;
        this.peersNumber = firstNumber;
        this.toldAt = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
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
    MemberLink join(Member member, Connection connection, MemberLink.Catalog catalog, List<? extends Answer> greeting) {
        MemberLink link = new MemberLink(member, connection, this::whole, catalog, greeting, threads);
        Member usurped = otherAt(member.address(), member.id());
        if (usurped != null) {
            leave(usurped.id(), true);
        }
        boolean isNew;
        boolean tells = false;
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
                changes.join(member);
                tells = isTellingDue();
            }
        } finally {
            lock.unlock();
        }
        if (older != null) {
            older.close();
        }
        link.start();
        if (tells) {
            tell();
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
        boolean tells = false;
        lock.lock();
        try {
            out = links.remove(member.id(), link);
            if (out) {
                knowledge.peers().apply(List.of(), List.of(member.id()));
                changes.leave(member.id());
                tells = isTellingDue();
            }
        } finally {
            lock.unlock();
        }
        link.close();
        if (tells) {
            tell();
        }
        if (out) {
            events.accept(new NodeEvent.Left(member, lost));
        }
    }

    /** Sends every member what is for that member only. */
    void tellEach(Function<PeerId, ? extends Answer> message) {
        forEach(link -> link.put(List.of(message.apply(link.member().id()))));
    }

    /** Sends every member what is new of the catalog. */
    void catalogChanged() {
        forEach(MemberLink::putCatalog);
    }

    /** Puts something into each member's outbox, and then has it sent. */
    private void forEach(Consumer<MemberLink> put) {
        List<MemberLink> all;
        lock.lock();
        try {
            all = List.copyOf(links.values());
            all.forEach(put);
        } finally {
            lock.unlock();
        }
        all.forEach(MemberLink::start);
    }

    /** Sends a member these messages, if it is one now. */
    boolean tell(PeerId id, List<? extends Answer> messages) {
        MemberLink link;
        lock.lock();
        try {
            link = links.get(id);
            if (link != null) {
                link.put(messages);
            }
        } finally {
            lock.unlock();
        }
        if (link != null) {
            link.start();
        }
        return link != null;
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

    /** Whether the members are to be told now what changed; else that happens when the last telling is long enough ago. */
    private boolean isTellingDue() {
        if (tellingSoon) {
            return false;
        }
        long spacing = SPACING_NANOS + SPACING_PER_MEMBER_NANOS * links.size();
        long wait = toldAt + spacing - System.nanoTime();
        if (wait <= 0) {
            return true;
        }
        tellingSoon = true;
        watchdog.after(Duration.ofNanos(wait), this::tellElsewhere);
        return false;
    }

    /** Not on the watchdog's own thread: thousands of members are told, and other deadlines don't wait for that. */
    private void tellElsewhere() {
        try {
            threads.start("peer changes", this::tell);
        } catch (OutOfMemoryError e) { // Out of threads.
            LOG.warn("no thread to tell the members what changed: {}", e.toString());
            tell();
        }
    }

    private void tell() {
        List<MemberLink> all;
        lock.lock();
        try {
            tellingSoon = false;
            pages = null;
            toldAt = System.nanoTime();
            List<UpdatePeers> updates = changes.take(peersNumber + 1, limits.controlFrame());
            peersNumber += updates.size();
            all = List.copyOf(links.values());
            all.forEach(link -> link.put(updates));
        } finally {
            lock.unlock();
        }
        all.forEach(MemberLink::start);
    }

    /**
     * The peer list as it is now, or was after the last telling: the next one tells of everything since. The lock makes
     * list and number one; cutting it into pages happens outside.
     */
    private List<UpdatePeers> whole() {
        long number;
        List<Member> members;
        lock.lock();
        try {
            if (pages != null) {
                return pages;
            }
            number = peersNumber;
            members = memberList();
        } finally {
            lock.unlock();
        }
        List<UpdatePeers> cut = Pages.wholePeerList(number, members, limits.controlFrame());
        if (members.size() >= LARGE) {
            keep(cut, number);
        }
        return cut;
    }

    private void keep(List<UpdatePeers> cut, long number) {
        lock.lock();
        try {
            if (number == peersNumber) {
                pages = cut;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Member> memberList() {
        return links.values().stream().map(MemberLink::member).sorted().toList();
    }
}
