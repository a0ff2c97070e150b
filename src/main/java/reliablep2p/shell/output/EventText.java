package reliablep2p.shell.output;

import reliablep2p.model.Printable;
import reliablep2p.node.NodeEvent;

/** The line that a person reads of an event. */
final class EventText {
    private EventText() {}

    /** Whether the event is no news but trouble, and so belongs on standard error. */
    static boolean isWarning(NodeEvent event) {
        return event instanceof NodeEvent.Warning
                || event instanceof NodeEvent.Alarm
                || event instanceof NodeEvent.FileDamaged
                || event instanceof NodeEvent.FileRepaired
                || event instanceof NodeEvent.FileSkipped
                || event instanceof NodeEvent.DatabaseLost
                || event instanceof NodeEvent.DatabaseFound;
    }

    static String of(NodeEvent event) {
        if (event instanceof NodeEvent.Joined joined) {
            return joined.member() + " joined.";
        }
        if (event instanceof NodeEvent.Left left) {
            return left.member() + (left.lost() ? " is lost: its connection ended." : " left.");
        }
        if (event instanceof NodeEvent.Served served) {
            return served.to() + " fetched " + served.file().name() + " ("
                    + Quantities.size(served.file().size()) + ").";
        }
        if (event instanceof NodeEvent.FileListed listed) {
            return "In the catalog now: " + listed.file().name() + " ("
                    + Quantities.size(listed.file().size()) + ").";
        }
        return trouble(event);
    }

    /** The line that stands for so many more events of one kind; empty for those that are always told one by one. */
    static String more(NodeEvent event, long count) {
        String text = "";
        if (event instanceof NodeEvent.Joined) {
            text = " more joined.";
        } else if (event instanceof NodeEvent.Left) {
            text = " more are gone.";
        } else if (event instanceof NodeEvent.Served) {
            text = " more were fetched from here.";
        } else if (event instanceof NodeEvent.FileListed) {
            text = " more are in the catalog now.";
        } else if (event instanceof NodeEvent.FileSkipped) {
            text = " more are not shared; the log names the first of them.";
        }
        return text.isEmpty() ? CatalogEventText.more(event, count) : "And " + Quantities.grouped(count) + text;
    }

    private static String trouble(NodeEvent event) {
        if (event instanceof NodeEvent.FileSkipped skipped) {
            return "Not shared: " + Printable.text(skipped.name()) + ": " + Printable.text(skipped.reason());
        }
        if (event instanceof NodeEvent.DatabaseLost lost) {
            return "The database peer is away (" + Printable.text(lost.reason()) + "); get goes on among the peers.";
        }
        if (event instanceof NodeEvent.DatabaseFound) {
            return "The database peer is back.";
        }
        if (event instanceof NodeEvent.FileDamaged damaged) {
            return damaged.file().name() + " was damaged on this disk and is now "
                    + Printable.text(damaged.aside().toString()) + "; it is fetched again.";
        }
        if (event instanceof NodeEvent.FileRepaired repaired) {
            return repaired.file().name() + " is whole again.";
        }
        if (event instanceof NodeEvent.Warning warning) {
            return "Warning: " + Printable.text(warning.message());
        }
        return CatalogEventText.of(event);
    }
}
