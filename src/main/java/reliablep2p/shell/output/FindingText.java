package reliablep2p.shell.output;

import reliablep2p.model.Printable;
import reliablep2p.node.Finding;
import reliablep2p.node.Finding.Level;

/** What a person reads of an examination. */
final class FindingText {
    private final Screen screen;
    private final Style style;

    FindingText(Screen screen, Style style) {
        this.screen = screen;
        this.style = style;
    }

    void print(Answer.Examined answer) {
        String directory = Printable.text(answer.directory().toString());
        screen.answer(directory + ":");
        answer.findings().forEach(this::print);
        long faults = answer.count(Level.FAULT);
        long warnings = answer.count(Level.WARNING);
        screen.answer(
                faults == 0 && warnings == 0
                        ? directory + " is well."
                        : directory + ": " + Quantities.count(faults, "fault") + ", "
                                + Quantities.count(warnings, "warning") + ".");
    }

    private void print(Finding finding) {
        String what = Printable.text(finding.subject()) + ": " + Printable.text(finding.message());
        switch (finding.level()) {
            case WELL -> screen.answer("  ok       " + what);
            case WARNING -> screen.answer("  warning  " + what);
            case FAULT -> screen.answer(style.alarm("  FAULT    " + what));
        }
        if (!finding.advice().isEmpty()) {
            screen.answer("           " + finding.advice());
        }
    }
}
