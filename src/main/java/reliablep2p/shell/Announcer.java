package reliablep2p.shell;

import java.util.function.Consumer;
import java.util.function.Predicate;
import reliablep2p.node.NodeEvent;
import reliablep2p.shell.output.Output;

/**
 * Prints what happens by itself, as far as it concerns the person at this peer. May be called by any thread.
 *
 * <p>Until the peer is {@linkplain #ready ready}, only trouble is told: a database peer that starts lists every file
 * that lies in its directory.
 */
public final class Announcer implements Consumer<NodeEvent> {
    private final Output output;
    private final Predicate<NodeEvent> wanted;
    private volatile boolean ready;

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

    /** From now on news are told too; to be called when it has been said that the peer is ready. */
    public void ready() {
        ready = true;
    }

    @Override
    public void accept(NodeEvent event) {
        if (wanted.test(event) && (ready || isAboutOwnFiles(event))) {
            output.print(event);
        }
    }

    /** Trouble that a start may bring to light. */
    private static boolean isAboutOwnFiles(NodeEvent event) {
        return event instanceof NodeEvent.Warning || event instanceof NodeEvent.FileSkipped;
    }
}
