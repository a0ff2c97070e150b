package reliablep2p.shell.output;

import java.util.List;
import java.util.function.Consumer;
import reliablep2p.model.FileVersion;
import reliablep2p.model.OfferState;
import reliablep2p.model.Printable;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.PendingFile;

/** Answers about files and the journal for a person. Used under the screen's lock. */
final class CatalogText implements CatalogRenderer {
    private final Screen screen;
    private final ListingText listings;
    private final Consumer<Answer.Failed> failures;
    private final Times times;

    /**
     * Text on this screen.
     *
     * @param screen which breaks lines that are too wide for it
     * @param failures prints what was not done
     */
    CatalogText(Screen screen, ListingText listings, Consumer<Answer.Failed> failures, Times times) {
        this.screen = screen;
        this.listings = listings;
        this.failures = failures;
        this.times = times;
    }

    @Override
    public void versions(CatalogAnswer.Versions answer) {
        Table<FileVersion> table = new Table<FileVersion>()
                .column("Version", Table.Kind.WORD, version -> Integer.toString(version.number()))
                .column(
                        "Size",
                        Table.Kind.NUMBER,
                        version -> Quantities.size(version.file().size()))
                .column(
                        "Approved",
                        Table.Kind.WORD,
                        version -> times.day(version.approval().when()))
                .column("From", Table.Kind.NAME, version -> VersionText.from(version, answer.who()))
                .column("State", Table.Kind.NAME, version -> VersionText.state(version, answer.versions(), times));
        listings.print("Versions of " + answer.name(), table, answer.versions());
    }

    @Override
    public void pending(CatalogAnswer.Pending answer) {
        boolean again = answer.files().stream().anyMatch(file -> file.version() > 1);
        Table<PendingFile> table = new Table<PendingFile>()
                .column("File", Table.Kind.NAME, file -> file.file().name().text())
                .column(
                        "Size",
                        Table.Kind.NUMBER,
                        file -> Quantities.size(file.file().size()));
        if (again) {
            table.column("Version", Table.Kind.NUMBER, file -> Integer.toString(file.version()));
        }
        table.column("Offered by", Table.Kind.NAME, file -> WhoIsWho.name(file.sharer(), file.member()))
                .column("Since", Table.Kind.WORD, file -> times.recent(file.since()))
                .column("State", Table.Kind.WORD, file -> file.state().word());
        if (listings.print("Files that wait for a decision", table, answer.files())) {
            listings.summary(answer.files().size(), answer.filter(), "file", "");
            if (answer.files().stream().anyMatch(file -> file.state() == OfferState.WAITING)) {
                screen.note("approve NAME takes one into the catalog, reject NAME does not.");
            }
        } else {
            listings.nothing("file", answer.filter(), "waiting are ", "No file waits for a decision.");
        }
    }

    @Override
    public void journal(CatalogAnswer.Journal answer) {
        JournalText.lines(answer.status(), times, screen.width()).forEach(screen::answer);
    }

    @Override
    public void checked(CatalogAnswer.Checked answer) {
        if (answer.check() instanceof CatalogCheck.Proved proved) {
            JournalText.proved(proved, times).forEach(screen::answer);
        } else {
            failures.accept(
                    new Answer.Failed(ExitCode.VERIFICATION, JournalText.broken((CatalogCheck.Broken) answer.check())));
        }
    }

    @Override
    public void expired(CatalogAnswer.Expired answer) {
        screen.note("Warning: the catalog's signature ended on " + times.exact(answer.when())
                + ", so files may have been taken back since; connect when the database peer is there.");
    }

    @Override
    public void shared(CatalogAnswer.Shared answer) {
        ShareEnd end = answer.end();
        if (end instanceof ShareEnd.NotShared failed) {
            failures.accept(failed.failure());
        } else if (!(end instanceof ShareEnd.Stopped)) {
            screen.answer(ShareText.of(end));
        }
    }

    @Override
    public void sharedSeveral(CatalogAnswer.SharedSeveral answer) {
        screen.answer(ShareText.of(answer));
    }

    @Override
    public void approved(CatalogAnswer.Approved answer) {
        screen.answer("Approved " + VersionText.named(answer.version()) + "; it is in the catalog now.");
    }

    @Override
    public void rejected(CatalogAnswer.Rejected answer) {
        for (PendingFile file : answer.files()) {
            screen.answer("Rejected " + file.file().name() + " of " + WhoIsWho.name(file.sharer(), file.member())
                    + WhoIsWho.words(": ", answer.why())
                    + (file.member().isPresent() ? "; it is told." : "; it is told when it is back."));
        }
    }

    @Override
    public void revoked(CatalogAnswer.Revoked answer) {
        List<Integer> numbers =
                answer.versions().stream().map(FileVersion::number).toList();
        String what = answer.version().isPresent()
                ? answer.name() + ", version " + answer.version().getAsInt()
                : answer.name() + (numbers.size() > 1 ? ", all " + numbers.size() + " versions" : "");
        screen.answer("Revoked " + what + WhoIsWho.words(": ", answer.why())
                + "; nobody serves it or asks for it any more. Copies stay where they are.");
    }

    /** A path that may hold any character. */
    static String path(Object path) {
        return Printable.text(path.toString());
    }
}
