package reliablep2p.net;

import java.net.Socket;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of those who come to a server's port and are no peers, or too many at once: a line at once, then
 * at most one in {@link #SPAN} with the number of those not told. With debug, all of them. Nothing that the other side
 * chose gets into it. Thread-safe.
 */
final class StrangerLog {
    static final Duration SPAN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(StrangerLog.class);

    private final Ration ration = new Ration(1, SPAN);

    /** Somebody was turned away. */
    void refused(Socket raw, String why) {
        OptionalLong untold = ration.ask();
        if (untold.isPresent()) {
            LOG.info("{}: {}{}", Sockets.remote(raw), why, others(untold.getAsLong()));
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("{}: {}", Sockets.remote(raw), why);
        }
    }

    private static String others(long untold) {
        return untold == 0 ? "" : " (and " + untold + " others before it)";
    }
}
