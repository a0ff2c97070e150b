package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reliablep2p.model.Role;
import reliablep2p.node.NodeStatus;

/** The lines of {@code status}. */
final class StatusText {
    private static final int LABEL = 11;

    private StatusText() {}

    static List<String> lines(NodeStatus status) {
        List<String> lines = new ArrayList<>();
        boolean database = status.self().role() == Role.DATABASE;
        lines.add(line(database ? "Database" : "Peer", status.self().toString()));
        lines.add(line("Directory", Printable.text(status.directory().toString())));
        lines.add(line("Up", Quantities.longTime(status.uptime())));
        lines.add(line("Network", network(status, database)));
        lines.add(line("Members", Integer.toString(status.members())));
        lines.add(line("Files", status.files() + " in the network, " + status.held() + " here"));
        lines.add(line(
                "Traffic",
                Quantities.size(status.bytesDown()) + " received, " + Quantities.size(status.bytesUp()) + " sent"));
        if (!database) {
            lines.add(line("Lookups", lookups(status)));
        }
        return lines;
    }

    private static String line(String label, String value) {
        return DisplayWidth.pad(label, LABEL) + value;
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
        return String.format(
                Locale.ROOT,
                "%d, asking %.1f peers on average",
                status.lookups(),
                (double) status.asked() / status.lookups());
    }
}
