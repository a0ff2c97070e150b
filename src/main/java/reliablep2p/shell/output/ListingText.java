package reliablep2p.shell.output;

import java.util.List;
import java.util.stream.Collectors;
import reliablep2p.model.Member;
import reliablep2p.model.Printable;
import reliablep2p.model.Role;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.SeededFile;

/** The tables: of files, locations, held files and members. Used under the screen's lock. */
final class ListingText {
    /** A longer table, or one that shows a part only, ends with a line that says how much it is. */
    private static final int LONG = 20;

    private final Screen screen;
    private final Style style;

    ListingText(Screen screen, Style style) {
        this.screen = screen;
        this.style = style;
    }

    void files(Answer.Files answer) {
        Table<ListedFile> table = new Table<ListedFile>()
                .column("File", Table.Kind.NAME, file -> file.file().name().text())
                .column(
                        "Size",
                        Table.Kind.NUMBER,
                        file -> Quantities.size(file.file().size()))
                .column("Holders", Table.Kind.NUMBER, file -> Integer.toString(file.holders()))
                .column("Here", Table.Kind.WORD, file -> file.held() ? "yes" : "");
        if (print("Files of the network", table, answer.files())) {
            long bytes = Quantities.sum(
                    answer.files().stream().mapToLong(file -> file.file().size()));
            summary(answer.files().size(), answer.filter(), "file", ", " + Quantities.size(bytes));
        } else {
            nothing("file", answer.filter(), "the network has ", "No files.");
        }
    }

    void locations(Answer.Locations answer) {
        Table<KnownHolders> table = new Table<KnownHolders>()
                .column("File", Table.Kind.NAME, line -> line.file().name().text())
                .column("Holders", Table.Kind.LIST, ListingText::holders);
        if (print("Known locations of the files", table, answer.lines())) {
            summary(answer.lines().size(), answer.filter(), "file", "");
        } else {
            nothing("file", answer.filter(), "the network has ", "No files.");
        }
    }

    private static String holders(KnownHolders line) {
        return line.holders().stream()
                .map(holder -> holder.address() + (holder.role() == Role.DATABASE ? " (database)" : ""))
                .collect(Collectors.joining(", "));
    }

    void graph(Answer.Graph answer) {
        if (answer.lines().isEmpty()) {
            nothing("file", answer.filter(), "the network has ", "No files.");
            return;
        }
        int width = screen.width();
        screen.answer(DisplayWidth.shorten("Who has what", width));
        new GraphText(answer.lines(), answer.members(), width).print(style::heading, screen::answer);
        screen.answer("");
        Blocks.flow(GraphText.LEGEND, width).forEach(screen::answer);
        summary(answer.lines().size(), answer.filter(), "file", "");
    }

    void seeding(Answer.Seeding answer) {
        Table<SeededFile> table = new Table<SeededFile>()
                .column("File", Table.Kind.NAME, file -> file.file().name().text())
                .column(
                        "Size",
                        Table.Kind.NUMBER,
                        file -> Quantities.size(file.file().size()))
                .column("Served", Table.Kind.WORD, ListingText::served);
        if (answer.files().stream().anyMatch(ListingText::hasReason)) {
            table.column(
                    "Why",
                    Table.Kind.NAME,
                    file -> file.revocation()
                            .map(revocation -> Printable.text(revocation.why()))
                            .orElse(""));
        }
        if (print("Files of this peer", table, answer.files())) {
            long bytes = Quantities.sum(
                    answer.files().stream().mapToLong(file -> file.file().size()));
            summary(answer.files().size(), answer.filter(), "file", ", " + Quantities.size(bytes));
        } else {
            nothing("file", answer.filter(), "this peer has ", "This peer has no files yet; get FILE brings one.");
        }
    }

    private static String served(SeededFile file) {
        if (file.served()) {
            return "yes";
        }
        return file.revocation().isPresent() ? "no, revoked" : "no, not in the catalog";
    }

    private static boolean hasReason(SeededFile file) {
        return file.revocation()
                .filter(revocation -> !revocation.why().isEmpty())
                .isPresent();
    }

    void members(Answer.Members answer) {
        Table<Member> table = new Table<Member>()
                .column("Peer", Table.Kind.NAME, member -> member.address().toString())
                .column("Id", Table.Kind.WORD, member -> member.id().shortened())
                .column(
                        "Role",
                        Table.Kind.WORD,
                        member -> role(member, answer.who())
                                + (member.id().equals(answer.self().id()) ? " (this one)" : ""));
        if (answer.members().stream()
                .anyMatch(member -> !note(member, answer.who()).isEmpty())) {
            table.column("Note", Table.Kind.NAME, member -> note(member, answer.who()));
        }
        if (print("Peers of the network", table, answer.members())) {
            summary(answer.members().size(), answer.filter(), "peer", "");
        } else {
            nothing("peer", answer.filter(), "the network has ", "No peers.");
        }
    }

    private static String role(Member member, WhoIsWho who) {
        return who.role(member.id()).isPresent() ? "trusted" : member.role().word();
    }

    private static String note(Member member, WhoIsWho who) {
        return who.role(member.id()).map(role -> Printable.text(role.note())).orElse("");
    }

    /** A line that must stay one, however wide it is. */
    void unbroken(String line) {
        screen.answer(line);
    }

    void settings(Answer.Settings answer) {
        if (!print("Settings", SettingsText.table(), answer.settings())) {
            screen.answer("No settings.");
        }
    }

    /** Prints the table; false if it has no rows. */
    <T> boolean print(String title, Table<T> table, List<T> rows) {
        if (rows.isEmpty()) {
            return false;
        }
        screen.answer(DisplayWidth.shorten(title, screen.width()));
        table.print(rows, screen.width(), style::heading, screen::answer);
        return true;
    }

    /** How much a long or filtered table shows. */
    void summary(int shown, Filter filter, String thing, String more) {
        if (shown <= LONG && filter.patterns().isEmpty()) {
            return;
        }
        String all = Quantities.grouped(filter.of()) + " " + thing + (filter.of() == 1 ? "" : "s");
        String text = (shown == filter.of() ? all : Quantities.grouped(shown) + " of " + all) + more;
        Wrapping.wrap(text, screen.width()).forEach(screen::answer);
    }

    /** Why there is no table. */
    void nothing(String thing, Filter filter, String whole, String empty) {
        String text = empty;
        if (!filter.patterns().isEmpty() && filter.of() > 0) {
            String patterns = filter.patterns().stream().map(Printable::text).collect(Collectors.joining(" or "));
            text = "No " + thing + " matches " + patterns + "; " + whole + Quantities.grouped(filter.of()) + "."
                    + (patterns.indexOf('*') < 0 ? " A * stands for any characters." : "");
        }
        Wrapping.wrap(text, screen.width()).forEach(screen::answer);
    }
}
