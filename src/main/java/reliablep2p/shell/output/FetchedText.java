package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import reliablep2p.model.Printable;
import reliablep2p.node.FetchOutcome;

/** What a person is told of a file that has come. */
final class FetchedText {
    private FetchedText() {}

    static List<String> lines(FetchOutcome.Fetched outcome) {
        List<String> lines = new ArrayList<>();
        String file =
                outcome.file().name() + " (" + Quantities.size(outcome.file().size()) + ")";
        // An earlier transfer had left all of it, so that nobody had to be asked.
        lines.add(
                outcome.asked() == 0
                        ? "Completed " + file + "; all of it was here already, verified."
                        : got(file, outcome));
        outcome.replaced()
                .ifPresent(path ->
                        lines.add("The other file that had this name is now " + Printable.text(path.toString()) + "."));
        return lines;
    }

    private static String got(String file, FetchOutcome.Fetched outcome) {
        String resumed =
                outcome.resumed() == 0 ? "" : "; " + Quantities.size(outcome.resumed()) + " of it were here already";
        return "Got " + file + " from " + outcome.from().address() + "; "
                + Quantities.count(outcome.asked(), "peer") + " asked, " + Quantities.time(outcome.took())
                + ", verified" + resumed + ".";
    }
}
