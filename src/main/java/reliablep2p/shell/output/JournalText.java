package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.model.PeerId;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;

/** What a person reads of the journal. */
final class JournalText {
    private JournalText() {}

    static List<String> lines(CatalogStatus status, Times times, int width) {
        return new Fields()
                .add("Network", status.network().map(PeerId::hex).orElse("none yet; connect finds it"))
                .add("Journal", CatalogText.path(status.path()))
                .add("Entries", Quantities.grouped(status.entries()) + ", " + Quantities.size(status.bytes()))
                .add("Files", Quantities.grouped(status.files()) + " in the catalog")
                .add("Signed", status.signed().map(times::exact).orElse("not yet"))
                .add("Expires", expires(status, times))
                .lines(width);
    }

    private static String expires(CatalogStatus status, Times times) {
        String when = status.expires().map(times::exact).orElse("");
        if (when.isEmpty()) {
            return "nothing is signed yet";
        }
        return status.expired()
                ? "EXPIRED on " + when + "; secure-get refuses until the database peer has signed it again"
                : when + "; the database peer signs it again every day";
    }

    /** The same in one line, for {@code status}. */
    static String signature(CatalogStatus status, Times times) {
        if (status.signed().isEmpty() || status.expires().isEmpty()) {
            return "not signed yet";
        }
        String expires = times.exact(status.expires().get());
        return status.expired()
                ? "EXPIRED on " + expires + "; secure-get refuses until it is signed again"
                : "signed " + times.exact(status.signed().get()) + ", valid until " + expires;
    }

    static List<String> proved(CatalogCheck.Proved proved, Times times) {
        return List.of(
                "Proved: " + CatalogText.path(proved.path()) + " has "
                        + (proved.entries() == 1 ? "1 entry" : Quantities.grouped(proved.entries()) + " entries")
                        + ", each follows from the one before, and the head is signed.",
                "Signed by " + proved.network().hex() + ", "
                        + (proved.known()
                                ? "the database peer of this network."
                                : "which is not the database peer that this peer knows: compare the id."),
                "Signed " + times.exact(proved.signed()) + ", " + (proved.expired() ? "EXPIRED on " : "valid until ")
                        + times.exact(proved.expires()) + ".");
    }

    static String broken(CatalogCheck.Broken broken) {
        return CatalogText.path(broken.path()) + " is not what was signed: "
                + (broken.line() == 0 ? "its head" : "line " + Quantities.grouped(broken.line()))
                + WhoIsWho.words(": ", broken.why()) + "\nDon't believe this copy.";
    }
}
