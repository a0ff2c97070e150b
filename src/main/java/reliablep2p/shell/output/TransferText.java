package reliablep2p.shell.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import reliablep2p.node.Download;

/** Answers about transfers for a person. Used under the screen's lock. */
final class TransferText {
    private final Screen screen;
    private final ListingText listings;

    TransferText(Screen screen, ListingText listings) {
        this.screen = screen;
        this.listings = listings;
    }

    void print(TransferAnswer answer) {
        if (answer instanceof TransferAnswer.Downloads all) {
            downloads(all.downloads());
        } else if (answer instanceof TransferAnswer.Paused paused) {
            screen.answer("Paused " + paused.file().name() + "; resume goes on with what is here.");
        } else if (answer instanceof TransferAnswer.Dropped dropped) {
            screen.answer("Dropped " + dropped.file().name() + "; what was here of it is thrown away.");
        } else if (answer instanceof TransferAnswer.Limits limits) {
            screen.answer("Sending " + limit(limits.up()) + ", receiving " + limit(limits.down()) + ".");
        }
    }

    private void downloads(List<Download> downloads) {
        Table<Download> table = new Table<Download>()
                .column(
                        "Name",
                        Table.Kind.NAME,
                        download -> download.file().name().text())
                .column(
                        "Size",
                        Table.Kind.NUMBER,
                        download -> Quantities.size(download.file().size()))
                .column(
                        "Here",
                        Table.Kind.NUMBER,
                        download -> Quantities.percent(
                                        download.received(), download.file().size())
                                + "%")
                .column("State", Table.Kind.WORD, TransferText::state)
                .column("Kept for", Table.Kind.WORD, TransferText::kept);
        if (!listings.print("Downloads", table, downloads)) {
            screen.answer("No download runs, and none is unfinished.");
        }
    }

    private static String state(Download download) {
        String state = download.state().name().toLowerCase(Locale.ROOT);
        return download.only().isPresent() ? state + " (secure-get)" : state;
    }

    private static String kept(Download download) {
        return download.expires()
                .map(expires -> Quantities.longTime(Duration.between(Instant.now(), expires)))
                .orElse("");
    }

    /** A rate limit as a person reads it. */
    static String limit(long bytes) {
        return bytes == 0 ? "without a limit" : "at most " + Quantities.size(bytes) + "/s";
    }
}
