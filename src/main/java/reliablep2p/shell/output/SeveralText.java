package reliablep2p.shell.output;

import java.nio.file.Path;
import java.util.List;
import reliablep2p.model.Printable;

/** Several files for a person: one sentence, then what did not come. */
final class SeveralText {
    /** Who has read so many lines of a thousand knows what is wrong; a program is told all of them. */
    private static final int MOST_FAILURES = 20;

    private final Screen screen;
    private final Style style;

    SeveralText(Screen screen, Style style) {
        this.screen = screen;
        this.style = style;
    }

    void print(Answer.FetchedSeveral answer) {
        SeveralEnds ends = answer.ends();
        if (ends.stopped() > 0) {
            screen.note("Interrupted. " + sentence(answer) + " get goes on where it was.");
        } else {
            screen.answer(sentence(answer));
        }
        ends.got()
                .forEach(got -> got.outcome()
                        .replaced()
                        .ifPresent(path -> replaced(got.outcome().file().name().text(), path)));
        failures(ends.notGot());
    }

    private static String sentence(Answer.FetchedSeveral answer) {
        SeveralEnds ends = answer.ends();
        int files = ends.files();
        int got = ends.got().size();
        int here = ends.here().size();
        if (files == 0) {
            return ends.ends().isEmpty() ? "The network has no files yet." : "Got nothing.";
        }
        if (here == files) {
            boolean checked = ends.here().stream().allMatch(FetchEnd.Here::checked);
            return (files == 1 ? ends.here().get(0).file().name() + " is" : "All " + files + " files are")
                    + " here already" + (checked ? " (checked)." : ".");
        }
        String count = got + here == files
                ? Quantities.count(got, "file")
                : (got == 0 ? "none" : got) + " of " + Quantities.count(files, "file");
        String was = here == 0 ? "" : "; " + here + (here == 1 ? " was" : " were") + " here already";
        return "Got " + count + (got == 0 ? "" : volume(answer)) + was + ".";
    }

    private static String volume(Answer.FetchedSeveral answer) {
        return " (" + Quantities.size(answer.ends().bytes()) + ") in " + Quantities.time(answer.took())
                + (answer.ends().stopped() > 0 ? "" : ", verified");
    }

    private void replaced(String name, Path path) {
        screen.answer("The other file that had the name " + name + " is now " + Printable.text(path.toString()) + ".");
    }

    private void failures(List<FetchEnd.NotGot> failures) {
        if (failures.isEmpty()) {
            return;
        }
        screen.note(style.alarm("Not got:"));
        for (FetchEnd.NotGot failure : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
            screen.note("  " + failure.name() + ": " + failure.reason());
        }
        if (failures.size() > MOST_FAILURES) {
            screen.note("  and " + (failures.size() - MOST_FAILURES) + " more");
        }
    }
}
