package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Printable;
import reliablep2p.node.Acquaintance;

/**
 * A peer as the operator types it: the port of a member, or where it listens, or its id or the beginning of that.
 *
 * <p>Digits that may be a port are one, and never the beginning of an id: a role must not go to another peer because the
 * one that was meant has just left.
 *
 * @param database whose acquaintances are meant
 */
record PeerReference(DatabaseOperations database) {
    /** How an operator names a peer, in help texts. */
    static final String LABEL = "PORT|ID";

    /** The same with all that it may be. */
    static final String DESCRIPTION = "The port of a member, HOST:PORT, or an id or its beginning; members shows them.";

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{4,64}");
    private static final int WHOLE = 64;
    private static final int MOST_NAMED = 5;

    /** Who is meant; an id that is typed in full need not be known. */
    PeerId resolve(String typed) throws CommandException {
        String id = typed.toLowerCase(Locale.ROOT);
        if (PORT.matcher(typed).matches() || typed.indexOf(':') >= 0) {
            return listening(typed);
        }
        if (!ID.matcher(id).matches()) {
            throw CommandException.usage(
                    Printable.text(typed)
                            + " is no peer: name one by its port, by HOST:PORT, or by its id or the first 4 or more digits of that");
        }
        return id.length() == WHOLE ? new PeerId(id) : beginning(id);
    }

    private PeerId listening(String typed) throws CommandException {
        try {
            Address address = Address.parse(typed, database.self().address().host());
            boolean portAlone = typed.indexOf(':') < 0;
            return only(
                    member -> portAlone
                            ? member.address().port() == address.port()
                            : member.address().equals(address),
                    "no member listens on " + Printable.text(typed)
                            + " now; members shows who is known, and an id names one that is away",
                    "several members have the port " + Printable.text(typed) + "; name one as HOST:PORT or by its id");
        } catch (InvalidValueException e) {
            throw CommandException.usage(Printable.text(typed) + " is no peer: " + e.getMessage());
        }
    }

    private PeerId only(Predicate<Member> filter, String none, String several) throws CommandException {
        List<Acquaintance> found = database.members().stream()
                .filter(peer -> peer.member().filter(filter).isPresent())
                .toList();
        return only(found, none, several);
    }

    private PeerId beginning(String id) throws CommandException {
        List<Acquaintance> found = database.members().stream()
                .filter(peer -> peer.id().hex().startsWith(id))
                .toList();
        return only(
                found,
                "no peer is known whose id begins with " + id + "; members shows who is known",
                "several peers have an id that begins with " + id + "; type more of it");
    }

    private static PeerId only(List<Acquaintance> found, String none, String several) throws CommandException {
        if (found.isEmpty()) {
            throw CommandException.usage(none);
        }
        if (found.size() > 1) {
            throw CommandException.usage(several + ":\n"
                    + found.stream()
                            .limit(MOST_NAMED)
                            .map(peer -> "  " + name(peer))
                            .collect(Collectors.joining("\n"))
                    + (found.size() > MOST_NAMED ? "\n  and " + (found.size() - MOST_NAMED) + " more" : ""));
        }
        return found.get(0).id();
    }

    private static String name(Acquaintance peer) {
        return peer.member().map(member -> member.address() + " ").orElse("")
                + peer.id().hex();
    }

    /** Where it is, if it is in the network now. */
    Optional<Member> member(PeerId id) {
        return database.members().stream()
                .filter(peer -> peer.id().equals(id))
                .flatMap(peer -> peer.member().stream())
                .findFirst();
    }

    /** What the tabulator key offers: the shortest that names each of these peers, but this one. */
    List<String> candidates(Predicate<Acquaintance> wanted) {
        List<Acquaintance> all = database.members();
        List<String> candidates = new ArrayList<>();
        for (Acquaintance peer : all) {
            if (wanted.test(peer) && !peer.id().equals(database.self().id())) {
                candidates.add(peer.member().map(member -> place(member, all)).orElse(shortest(peer, all)));
            }
        }
        return candidates;
    }

    private static String place(Member member, List<Acquaintance> all) {
        long there = all.stream()
                .flatMap(peer -> peer.member().stream())
                .filter(other -> other.address().port() == member.address().port())
                .count();
        return there == 1
                ? Integer.toString(member.address().port())
                : member.address().toString();
    }

    private static String shortest(Acquaintance peer, List<Acquaintance> all) {
        String begin = peer.id().shortened();
        boolean alone =
                all.stream().filter(other -> other.id().hex().startsWith(begin)).count() == 1;
        return alone ? begin : peer.id().hex();
    }
}
