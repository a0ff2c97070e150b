package reliablep2p.shell.output;

import reliablep2p.model.OfferState;
import reliablep2p.model.Printable;
import reliablep2p.node.NodeEvent;

/** The line that a person reads of an event that has to do with what the operator decides, and who is believed. */
final class CatalogEventText {
    private static final String ALARM = "ALARM: ";

    private CatalogEventText() {}

    static String of(NodeEvent event) {
        if (event instanceof NodeEvent.FileRevoked revoked) {
            String version = revoked.version().isPresent()
                    ? ", version " + revoked.version().getAsInt()
                    : "";
            return "Revoked by the operator: " + revoked.name() + version + WhoIsWho.words(": ", revoked.why()) + ".";
        }
        if (event instanceof NodeEvent.OfferWaits offer) {
            return "Offered by " + offer.sharer().shortened() + ": "
                    + offer.file().name() + " (" + Quantities.size(offer.file().size())
                    + "); approve or reject decides, pending shows all.";
        }
        if (event instanceof NodeEvent.OfferDecided decided) {
            return decided(decided);
        }
        return peer(event);
    }

    private static String decided(NodeEvent.OfferDecided event) {
        String name = event.file().name().text();
        if (event.state() == OfferState.APPROVED) {
            return "Approved: " + name + " is in the catalog now"
                    + (event.version() > 1 ? " as version " + event.version() : "") + ".";
        }
        String what = event.state() == OfferState.REJECTED
                ? "Rejected by the operator: "
                : "Not taken by the database peer: ";
        return what + name + WhoIsWho.words(": ", event.why()) + ".";
    }

    private static String peer(NodeEvent event) {
        if (event instanceof NodeEvent.RoleGranted granted) {
            return granted.peer().shortened() + " is a trusted peer now" + WhoIsWho.words(": ", granted.note()) + ".";
        }
        if (event instanceof NodeEvent.RoleTaken taken) {
            return taken.peer().shortened() + " is no trusted peer any more.";
        }
        if (event instanceof NodeEvent.Expelled expelled) {
            return expelled.peer().shortened() + " was expelled by the operator" + WhoIsWho.words(": ", expelled.why())
                    + ".";
        }
        if (event instanceof NodeEvent.Alarm alarm) {
            String message = Printable.text(alarm.message());
            return message.startsWith(ALARM) ? message : ALARM + message;
        }
        throw new IllegalArgumentException("an event without a text: " + event.getClass());
    }

    /** As {@link EventText#more}; alarms are told one by one. */
    static String more(NodeEvent event, long count) {
        String text = "";
        if (event instanceof NodeEvent.FileRevoked) {
            text = " more were revoked; seeding shows those that are here.";
        } else if (event instanceof NodeEvent.OfferWaits) {
            text = " more were offered; pending shows them.";
        } else if (event instanceof NodeEvent.OfferDecided) {
            text = " more offers were decided.";
        } else if (event instanceof NodeEvent.RoleGranted) {
            text = " more are trusted peers now; trusted shows them.";
        } else if (event instanceof NodeEvent.RoleTaken) {
            text = " more are no trusted peers any more.";
        } else if (event instanceof NodeEvent.Expelled) {
            text = " more were expelled.";
        }
        return text.isEmpty() ? "" : "And " + Quantities.grouped(count) + text;
    }
}
