package reliablep2p.shell.output;

import reliablep2p.model.TrustedFile;

/** What a person reads of files that were shared. */
final class ShareText {
    private ShareText() {}

    static String of(ShareEnd end) {
        if (end instanceof ShareEnd.Waiting waiting) {
            return "Shared " + named(waiting.outcome().file())
                    + ": the database peer has it, and its operator decides; you will be told.";
        }
        ShareEnd.Approved approved = (ShareEnd.Approved) end;
        int number = approved.outcome().version();
        String version = number > 1 ? " as version " + number : "";
        return approved.outcome().already()
                ? named(approved.outcome().file()) + " is in the catalog already" + version + "."
                : "Shared " + named(approved.outcome().file()) + ": it is in the catalog now" + version
                        + ", and the database peer has a copy.";
    }

    static String of(CatalogAnswer.SharedSeveral answer) {
        long approved = answer.count(ShareEnd.Approved.class);
        long waiting = answer.count(ShareEnd.Waiting.class);
        StringBuilder text = new StringBuilder("Shared " + (approved + waiting) + " of "
                + Quantities.count(answer.ends().size(), "file") + ": " + approved + " in the catalog, " + waiting
                + (waiting == 1 ? " waits" : " wait") + " for a decision");
        append(text, answer.count(ShareEnd.NotShared.class), "failed");
        append(text, answer.count(ShareEnd.Stopped.class), "cancelled");
        return text + " (" + Quantities.time(answer.took()) + ").";
    }

    private static void append(StringBuilder text, long count, String what) {
        text.append(count == 0 ? "" : ", " + count + " " + what);
    }

    private static String named(TrustedFile file) {
        return file.name() + " (" + Quantities.size(file.size()) + ")";
    }
}
