package reliablep2p.shell.output;

import reliablep2p.model.Printable;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.BackupReport;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.ScrubReport.Fault;

/** What a person reads of a scrub, and of a backup. */
final class ScrubText {
    private final Screen screen;
    private final Style style;

    ScrubText(Screen screen, Style style) {
        this.screen = screen;
        this.style = style;
    }

    void print(ScrubReport report) {
        report.faults().forEach(fault -> screen.answer(line(fault)));
        String read = Quantities.count(report.files(), "file") + " (" + Quantities.size(report.bytes())
                + ") checked in " + Quantities.time(report.took());
        if (report.faults().isEmpty()) {
            screen.answer(read + ": all are whole.");
        } else if (report.isWhole()) {
            screen.answer(read + ": all are whole again.");
        } else {
            long left =
                    report.faults().stream().filter(fault -> !fault.repaired()).count();
            screen.answer(style.alarm(read + ": " + Quantities.count(left, "file")
                    + (left == 1 ? " is" : " are")
                    + " not whole; fetching goes on by itself until a peer that has it is there."));
        }
    }

    void print(BackupReport report) {
        for (TrustedFile file : report.left()) {
            screen.note(
                    style.alarm(file.name() + " is missing or damaged here, and not in the backup; scrub mends it."));
        }
        screen.answer("Copied to " + Printable.text(report.directory().toString()) + ": "
                + Quantities.count(report.files(), "file") + " (" + Quantities.size(report.bytes()) + "), the journal ("
                + (report.entries() == 1 ? "1 entry" : Quantities.grouped(report.entries()) + " entries")
                + ") and the network's key, in " + Quantities.time(report.took())
                + ". Whoever has the key is the network: keep it safe.");
    }

    private static String line(Fault fault) {
        String name = fault.file().name().text();
        String end = fault.repaired() ? "; fetched again" : "; nobody could give it yet";
        return switch (fault.kind()) {
            case DAMAGED ->
                name + " was damaged on this disk"
                        + fault.aside()
                                .map(path -> ", and is now " + Printable.text(path.toString()))
                                .orElse("")
                        + end + ".";
            case MISSING -> name + " was missing" + end + ".";
            case UNREADABLE -> name + " can't be opened; the log says why.";
        };
    }
}
