package reliablep2p.shell.output;

import java.util.List;
import java.util.stream.Collectors;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.node.Connected;
import reliablep2p.node.NodeEvent;

/** Answers and events for a person. Answers go to standard output, failures and warnings to standard error. */
final class TextRenderer implements Renderer {
    private final Screen screen;
    private final Style style;
    private final ListingText listings;
    private final Times times = Times.here();

    TextRenderer(Screen screen, Style style) {
        this.screen = new WrappedScreen(screen);
        this.style = style;
        this.listings = new ListingText(screen, style);
    }

    @Override
    public void ready(Answer.Ready answer) {
        Member self = answer.self();
        if (self.role() == Role.DATABASE) {
            if (answer.samples() > 0) {
                screen.note("Made db/ and filled it with "
                        + Quantities.count(answer.samples(), "sample file")
                        + "; what you copy into it is shared too.");
            }
            screen.answer("Database peer ready on " + self.address() + " ("
                    + Quantities.count(answer.files(), "trusted file") + ")");
        } else {
            screen.answer("Peer ready on " + self.address() + " (" + Quantities.count(answer.files(), "file") + " held)"
                    + (answer.hint() ? "; type connect to join" : ""));
        }
    }

    @Override
    public void joined(Answer.Joined answer) {
        Connected outcome = answer.outcome();
        screen.answer(
                (outcome.already() ? "Connected already: " : "Connected: ") + Quantities.count(outcome.peers(), "peer")
                        + " with this one, " + Quantities.count(outcome.files(), "file") + ".");
        if (outcome.firstTime()) {
            screen.answer("First met the database peer " + outcome.database().shortened() + " at " + answer.database()
                    + "; remembered.");
        }
        if (outcome.databaseAway()) {
            screen.answer("The database peer at " + answer.database() + " is away; "
                    + Quantities.count(Math.max(0, outcome.peers() - 1), "other member")
                    + (outcome.peers() == 2 ? " was" : " were") + " reached.");
        }
        outcome.expired().ifPresent(when -> catalog().expired(new CatalogAnswer.Expired(when)));
    }

    @Override
    public void disconnected(Answer.Disconnected answer) {
        if (answer.typed()) {
            screen.answer(
                    answer.farewell().told().isEmpty()
                            ? "Left the network."
                            : "Left the network; "
                                    + Quantities.count(answer.farewell().told().size(), "peer") + " told.");
        }
        if (!answer.farewell().missed().isEmpty()) {
            screen.note("Could not be told in time, and skipped: "
                    + joined(answer.farewell().missed()) + ".");
        }
    }

    @Override
    public void stopped(Answer.Stopped answer) {
        screen.answer("Stopped; the peers look for this database peer until it is back.");
    }

    @Override
    public void files(Answer.Files answer) {
        listings.files(answer);
    }

    @Override
    public void transfers(Answer.OfTransfers answer) {
        new TransferText(screen, listings).print(answer.answer());
    }

    @Override
    public boolean tellsProgress() {
        return false;
    }

    @Override
    public void progress(Answer.Progress answer) {
        throw new IllegalStateException("a person is shown it as lines that change");
    }

    @Override
    public void fetched(Answer.Fetched answer) {
        FetchedText.lines(answer.outcome()).forEach(screen::answer);
        remark(answer.source());
    }

    @Override
    public void present(Answer.Present answer) {
        screen.answer(answer.file().name() + " is here already (checked, "
                + Quantities.size(answer.file().size()) + ").");
        remark(answer.source());
    }

    private void remark(Vouched source) {
        if (!source.remark().isEmpty()) {
            screen.answer(source.remark());
        }
    }

    @Override
    public void fetchEnded(Answer.FetchEnded answer) {
        // A person saw it come, and is told of all files at the end.
    }

    @Override
    public void fetchedSeveral(Answer.FetchedSeveral answer) {
        new SeveralText(screen, style).print(answer);
    }

    @Override
    public void locations(Answer.Locations answer) {
        listings.locations(answer);
    }

    @Override
    public void graph(Answer.Graph answer) {
        listings.graph(answer);
    }

    @Override
    public void info(Answer.Info answer) {
        new InfoText(answer.details(), answer.who(), times)
                .lines(screen.width())
                .forEach(screen::answer);
    }

    @Override
    public void seeding(Answer.Seeding answer) {
        listings.seeding(answer);
    }

    @Override
    public void members(Answer.Members answer) {
        listings.members(answer);
    }

    @Override
    public void status(Answer.Status answer) {
        StatusText.lines(answer.status(), JournalText.signature(answer.catalog(), times), times, screen.width())
                .forEach(screen::answer);
    }

    @Override
    public void scrubbed(Answer.Scrubbed answer) {
        new ScrubText(screen, style).print(answer.report());
    }

    @Override
    public void backedUp(Answer.BackedUp answer) {
        new ScrubText(screen, style).print(answer.report());
    }

    @Override
    public void examined(Answer.Examined answer) {
        new FindingText(screen, style).print(answer);
    }

    @Override
    public CatalogRenderer catalog() {
        return new CatalogText(screen, listings, this::failed, times);
    }

    @Override
    public PeersRenderer peers() {
        return new PeersText(screen, listings, times);
    }

    @Override
    public void events(Answer.Events answer) {
        screen.answer(answer.on() ? "News are on." : "News are off; warnings are still shown.");
    }

    @Override
    public void settings(Answer.Settings answer) {
        listings.settings(answer);
        screen.answer(SettingsText.file(answer));
    }

    @Override
    public void help(Answer.Help answer) {
        answer.text().lines().forEach(screen::answer);
    }

    @Override
    public void failed(Answer.Failed answer) {
        List<String> lines = answer.message().lines().toList();
        for (String line : Wrapping.wrap(lines.get(0), screen.width())) {
            screen.note(answer.code() == ExitCode.INTERRUPTED ? line : style.alarm(line));
        }
        lines.stream().skip(1).forEach(screen::note);
    }

    @Override
    public void news(List<NodeEvent> events) {
        new NewsText(events, style).print(screen);
    }

    private static String joined(List<Member> members) {
        return members.stream().map(Member::toString).collect(Collectors.joining(", "));
    }
}
