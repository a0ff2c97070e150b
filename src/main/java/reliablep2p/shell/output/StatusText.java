package reliablep2p.shell.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import reliablep2p.model.Printable;
import reliablep2p.model.Role;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.ScrubStatus;

/** The lines of {@code status}. */
final class StatusText {
    private static final int MOST_NAMED = 5;

    private StatusText() {}

    static List<String> lines(NodeStatus status, String signature, Times times, int width) {
        boolean database = status.self().role() == Role.DATABASE;
        Fields fields = new Fields()
                .add(database ? "Database" : "Peer", status.self().toString())
                .add("Directory", Printable.text(status.directory().toString()))
                .add("Up", Quantities.longTime(status.uptime()))
                .add("Network", network(status, database))
                .add("Members", Integer.toString(status.members()))
                .add(
                        "Files",
                        Quantities.grouped(status.files()) + " in the network, " + Quantities.grouped(status.held())
                                + " here")
                .add("Catalog", signature)
                .add(
                        "Traffic",
                        Quantities.size(status.bytesDown()) + " received, " + Quantities.size(status.bytesUp())
                                + " sent")
                .add("Lookups", database ? "none: every file is here" : lookups(status))
                .add("Checked", scrub(status.scrub(), times));
        List<Path> state = status.scrub().state();
        if (!state.isEmpty()) {
            fields.add("Damaged", state(state));
        }
        return fields.lines(width);
    }

    private static String state(List<Path> damaged) {
        String names = damaged.stream()
                .limit(MOST_NAMED)
                .map(path -> Printable.text(path.getFileName().toString()))
                .collect(Collectors.joining(", "));
        return names + (damaged.size() > MOST_NAMED ? " and more" : "") + " in "
                + Printable.text(String.valueOf(damaged.get(0).getParent()))
                + (damaged.size() == 1 ? "; remove it" : "; remove them") + " when nobody wants to look";
    }

    private static String scrub(ScrubStatus scrub, Times times) {
        String last = scrub.ended()
                .map(ended -> Quantities.count(scrub.files(), "file") + " (" + Quantities.size(scrub.bytes()) + ") on "
                        + times.exact(ended))
                .orElse("not yet");
        StringBuilder line = new StringBuilder(scrub.running() ? last + ", and at it now" : last);
        if (scrub.damaged() > 0 || scrub.repaired() > 0 || scrub.waiting() > 0) {
            line.append("; ")
                    .append(scrub.damaged())
                    .append(" damaged, ")
                    .append(scrub.repaired())
                    .append(" fetched again, ")
                    .append(scrub.waiting())
                    .append(" missing");
        }
        return line.toString();
    }

    private static String network(NodeStatus status, boolean database) {
        if (database) {
            return "this peer keeps it";
        }
        return switch (status.connection()) {
            case OFFLINE -> "not connected; the database peer is expected at " + status.database();
            case CONNECTED -> "connected to the database peer at " + status.database();
            case DATABASE_AWAY ->
                "connected, but the database peer at " + status.database() + " is away and looked for";
        };
    }

    private static String lookups(NodeStatus status) {
        if (status.lookups() == 0) {
            return "none";
        }
        String average = String.format(
                Locale.ROOT,
                "%d, asking %.1f peers on average",
                status.lookups(),
                (double) status.asked() / status.lookups());
        NodeStatus.Learning learning = status.learning();
        // Before that the two are of the same lookups.
        return status.lookups() <= learning.window()
                ? average
                : average
                        + String.format(
                                Locale.ROOT,
                                " (first %d: %.1f, last %d: %.1f)",
                                learning.window(),
                                learning.first(),
                                learning.window(),
                                learning.last());
    }
}
