package reliablep2p.node.peer;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.protocol.PingRequest;

/**
 * Tells the database peer again and again that this peer lives, in a thread of its own because a write can block. The
 * answers keep the reader of the connection from giving the database peer up.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Cancellation stop = new Cancellation();

    private Heartbeat() {}

    /** Begins to beat, until it is closed or the connection ends. */
    static Heartbeat start(Connection connection, Duration period, ConnectionThreads threads) {
        Heartbeat heartbeat = new Heartbeat();
        threads.start("heartbeat", () -> heartbeat.beat(connection, period));
        return heartbeat;
    }

    private void beat(Connection connection, Duration period) {
        try (Pause pause = new Pause(period, stop)) {
            while (pause.pass()) {
                connection.send(new PingRequest());
            }
        } catch (IOException e) {
            LOG.debug("the heartbeat ends: {}", e.toString()); // The reader sees the end as well, and acts on it.
        }
    }

    @Override
    public void close() {
        stop.cancel();
    }
}
