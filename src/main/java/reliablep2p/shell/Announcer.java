package reliablep2p.shell;

import java.util.function.Consumer;
import java.util.function.Predicate;
import reliablep2p.node.NodeEvent;
import reliablep2p.shell.output.Output;

/** Prints what happens by itself, as far as it concerns the person at this peer. */
public final class Announcer implements Consumer<NodeEvent> {
    private final Output output;
    private final Predicate<NodeEvent> wanted;

    private Announcer(Output output, Predicate<NodeEvent> wanted) {
        this.output = output;
        this.wanted = wanted;
    }

    /** At the database peer everything is told: it is the operator's view of the network. */
    public static Announcer ofDatabase(Output output) {
        return new Announcer(output, event -> true);
    }

    /** At an ordinary peer only what changes how it works. */
    public static Announcer ofPeer(Output output) {
        return new Announcer(
                output,
                event -> event instanceof NodeEvent.DatabaseLost
                        || event instanceof NodeEvent.DatabaseFound
                        || event instanceof NodeEvent.Warning);
    }

    @Override
    public void accept(NodeEvent event) {
        if (wanted.test(event)) {
            output.print(event);
        }
    }
}
