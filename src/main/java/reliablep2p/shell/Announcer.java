package reliablep2p.shell;

import java.util.List;
import java.util.function.Consumer;
import reliablep2p.node.NodeEvent;
import reliablep2p.shell.command.EventSwitch;
import reliablep2p.shell.output.Output;

/**
 * Prints what happens by itself. May be called by any thread.
 *
 * <p>Until the peer is {@linkplain #ready ready}, only trouble with its own files is told: a database peer that starts
 * lists every file that lies in its directory. News can be turned off; trouble can't, and alarms are told at any time.
 */
public final class Announcer implements Consumer<List<NodeEvent>>, EventSwitch {
    private final Output output;
    private volatile boolean ready;
    private volatile boolean news;

    /**
     * An announcer of a peer that is not ready yet.
     *
     * @param news whether more than trouble is told
     */
    public Announcer(Output output, boolean news) {
        this.output = output;
        this.news = news;
    }

    /** To be called when it has been said that the peer is ready. */
    public void ready() {
        ready = true;
    }

    @Override
    public void turn(boolean on) {
        news = on;
    }

    @Override
    public boolean isOn() {
        return news;
    }

    @Override
    public void accept(List<NodeEvent> events) {
        List<NodeEvent> wanted = events.stream().filter(this::isWanted).toList();
        if (!wanted.isEmpty()) {
            output.print(wanted);
        }
    }

    private boolean isWanted(NodeEvent event) {
        return isAboutOwnFiles(event) || (ready && (news || isAboutTheNetwork(event)));
    }

    /** Trouble that a start may bring to light. */
    private static boolean isAboutOwnFiles(NodeEvent event) {
        return event instanceof NodeEvent.Warning
                || event instanceof NodeEvent.FileSkipped
                || event instanceof NodeEvent.Alarm;
    }

    /** What changes how this peer works, and what somebody at this peer waits for. */
    private static boolean isAboutTheNetwork(NodeEvent event) {
        return event instanceof NodeEvent.DatabaseLost
                || event instanceof NodeEvent.DatabaseFound
                || event instanceof NodeEvent.OfferDecided;
    }
}
