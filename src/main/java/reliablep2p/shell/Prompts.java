package reliablep2p.shell;

import java.util.function.Supplier;
import reliablep2p.model.Role;
import reliablep2p.node.NodeStatus;
import reliablep2p.shell.command.NodeOperations;

/** What stands before a typed line: which peer one is, and whether it is connected. */
public final class Prompts {
    private Prompts() {}

    /** The prompt of this peer, as it is each time. */
    public static Supplier<String> of(NodeOperations node) {
        return () -> of(node.status());
    }

    private static String of(NodeStatus status) {
        int port = status.self().address().port();
        if (status.self().role() == Role.DATABASE) {
            return "database " + port + "> ";
        }
        return port + (status.connection() == NodeStatus.Standing.OFFLINE ? " (offline)> " : "> ");
    }
}
