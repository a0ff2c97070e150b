package reliablep2p.shell.output;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.net.Ration;
import reliablep2p.node.NodeEvent;

/**
 * Writes what happens by itself into the operator's log, a line each, and passes it on. Of a long catalog that comes or
 * goes at once, the first {@link #LISTED} files of each {@link #SPAN} and the number of the others. May be called by any
 * thread.
 */
public final class EventLog implements Consumer<NodeEvent> {
    /** How many files are named in each span. */
    static final int LISTED = 100;

    static final Duration SPAN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final Consumer<NodeEvent> next;
    private final Ration files = new Ration(LISTED, SPAN);

    /** A log in front of this. */
    public EventLog(Consumer<NodeEvent> next) {
        this.next = next;
    }

    @Override
    public void accept(NodeEvent event) {
        log(event);
        next.accept(event);
    }

    private void log(NodeEvent event) {
        if (event instanceof NodeEvent.FileListed
                || event instanceof NodeEvent.FileRevoked
                || event instanceof NodeEvent.FileRevoked) {
            OptionalLong untold = files.ask();
            if (untold.isPresent()) {
                LOG.info("{}{}", EventText.of(event), others(untold.getAsLong()));
            }
        } else if (EventText.isWarning(event)) {
            LOG.warn("{}", EventText.of(event));
        } else {
            LOG.info("{}", EventText.of(event));
        }
    }

    private static String others(long untold) {
        return untold == 0 ? "" : " (" + untold + " other files came or went before it)";
    }
}
