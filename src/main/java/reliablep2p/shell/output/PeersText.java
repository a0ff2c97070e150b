package reliablep2p.shell.output;

import reliablep2p.model.Printable;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedPeer;
import reliablep2p.node.Acquaintance;

/** Answers about peers and their roles for a person. Used under the screen's lock. */
final class PeersText implements PeersRenderer {
    private static final String AWAY = "(away)";

    private final Screen screen;
    private final ListingText listings;
    private final Times times;

    PeersText(Screen screen, ListingText listings, Times times) {
        this.screen = screen;
        this.listings = listings;
        this.times = times;
    }

    @Override
    public void trusted(PeersAnswer.Trusted answer) {
        Table<TrustedPeer> table = new Table<TrustedPeer>()
                .column(
                        "Peer",
                        Table.Kind.NAME,
                        peer -> answer.who()
                                .member(peer.id())
                                .map(member -> member.address().toString())
                                .orElse(AWAY))
                .column("Id", Table.Kind.WORD, peer -> peer.id().shortened())
                .column("Since", Table.Kind.WORD, peer -> times.day(peer.since()));
        if (answer.peers().stream().anyMatch(peer -> !peer.note().isEmpty())) {
            table.column("Note", Table.Kind.NAME, peer -> Printable.text(peer.note()));
        }
        if (listings.print("Trusted peers", table, answer.peers())) {
            listings.summary(answer.peers().size(), answer.filter(), "peer", "");
        } else {
            listings.nothing("peer", answer.filter(), "trusted are ", "No peer is trusted.");
        }
    }

    @Override
    public void known(PeersAnswer.Known answer) {
        Table<Acquaintance> table = new Table<Acquaintance>()
                .column(
                        "Peer",
                        Table.Kind.NAME,
                        peer -> peer.member()
                                .map(member -> member.address().toString())
                                .orElse(AWAY))
                .column("Id", Table.Kind.WORD, peer -> peer.id().shortened())
                .column("Role", Table.Kind.WORD, peer -> role(peer, answer))
                .column("State", Table.Kind.WORD, PeersText::state);
        if (answer.peers().stream().anyMatch(peer -> peer.admitted().isPresent())) {
            table.column(
                    "Invited",
                    Table.Kind.WORD,
                    peer -> peer.admitted().map(times::day).orElse(""));
        }
        if (answer.peers().stream().anyMatch(peer -> !note(peer).isEmpty())) {
            table.column("Note", Table.Kind.NAME, this::note);
        }
        if (listings.print("Peers that this one knows", table, answer.peers())) {
            listings.summary(answer.peers().size(), answer.filter(), "peer", "");
        } else {
            listings.nothing("peer", answer.filter(), "known are ", "No peer has come yet.");
        }
    }

    private static String role(Acquaintance peer, PeersAnswer.Known answer) {
        boolean database =
                peer.member().filter(member -> member.role() == Role.DATABASE).isPresent();
        String role = peer.role().isPresent() ? "trusted" : database ? "database" : "peer";
        return role + (peer.id().equals(answer.self()) ? " (this one)" : "");
    }

    private static String state(Acquaintance peer) {
        if (peer.expulsion().isPresent()) {
            return "expelled";
        }
        return peer.member().isPresent() ? "here" : "away";
    }

    /** Why it was expelled, and when; or else the note of its role. */
    private String note(Acquaintance peer) {
        return peer.expulsion()
                .map(expulsion -> times.day(expulsion.when()) + WhoIsWho.words(": ", expulsion.why()))
                .orElse(peer.role().map(role -> Printable.text(role.note())).orElse(""));
    }

    @Override
    public void given(PeersAnswer.Given answer) {
        screen.answer(WhoIsWho.name(answer.peer().id(), answer.member()) + " is a trusted peer now"
                + WhoIsWho.words(": ", answer.peer().note()) + ".");
        screen.answer("The role belongs to the id " + answer.peer().id().hex() + ", not to the port.");
    }

    @Override
    public void taken(PeersAnswer.Taken answer) {
        screen.answer(WhoIsWho.name(answer.peer().id(), answer.member()) + " is no trusted peer any more.");
    }

    @Override
    public void invitation(PeersAnswer.Invitation answer) {
        // Alone on standard output, and in one line however long it is: it is copied, or read by a script.
        screen.flush();
        listings.unbroken(Printable.text(answer.text()));
        screen.note("It admits " + Quantities.count(answer.uses(), "peer") + ", for "
                + Quantities.span(answer.validity()) + ". It is a secret: hand it on so that nobody else reads it.");
        screen.note("Who gets it types: connect INVITATION");
    }

    @Override
    public void expelled(PeersAnswer.Expelled answer) {
        Acquaintance peer = answer.peer();
        String why = peer.expulsion()
                .map(expulsion -> WhoIsWho.words(": ", expulsion.why()))
                .orElse("");
        screen.answer("Expelled " + WhoIsWho.name(peer.id(), peer.member()) + why
                + "; no member talks to it any more, and only a new invitation lets it in again.");
    }

    @Override
    public void trustReset(PeersAnswer.TrustReset answer) {
        if (!answer.forgot()) {
            screen.answer("There is nothing to forget: this peer has never met a database peer at " + answer.database()
                    + ".");
            return;
        }
        screen.answer("Forgot the database peer"
                + answer.forgotten().map(id -> " " + id.shortened()).orElse("") + " at " + answer.database()
                + " and what it had said of the catalog; the files stay.");
        screen.answer("The next connect remembers whoever answers there: compare the id with the operator's.");
    }
}
