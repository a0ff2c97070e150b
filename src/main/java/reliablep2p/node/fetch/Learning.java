package reliablep2p.node.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.net.Watchdog;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.MapRequest;

/**
 * Learns from whoever gave a file what it knows of others. Of each at most once a second, however many files it gave: a
 * map is about all files, and can be larger than many of them.
 *
 * <p>Thread-safe: the monitor of {@code begun} guards it, and nothing is asked under it.
 */
final class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConnectionPool pool;
    private final Hearsay hearsay;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final Limits limits;
    /** When the last question to a peer was, or will be; by {@code nanoTime}. Bounded by those who give files. */
    private final Map<PeerId, Long> begun = new HashMap<>();

    Learning(ConnectionPool pool, Hearsay hearsay, ConnectionThreads threads, Watchdog watchdog, Limits limits) {
        this.pool = pool;
        this.hearsay = hearsay;
        this.threads = threads;
        this.watchdog = watchdog;
        this.limits = limits;
    }

    /**
     * Asks for a map, or sees to it that it is asked for soon. The file is here already, so nothing that happens in here
     * makes the fetch fail, or end much later: a peer that takes its time is not waited for, and a cancellation, which
     * closes the connection, just ends it.
     */
    void learn(Member source, Cancellation cancellation) {
        long now = System.nanoTime();
        long pause;
        synchronized (begun) {
            long next = begun.getOrDefault(source.id(), now - PAUSE.toNanos()) + PAUSE.toNanos();
            if (next - now > PAUSE.toNanos()) {
                return; // It will be asked anyway.
            }
            pause = Math.max(0, next - now);
            begun.put(source.id(), now + pause);
        }
        if (pause == 0) {
            ask(source, cancellation);
        } else {
            Runnable later = () -> ask(source, new Cancellation());
            watchdog.after(Duration.ofNanos(pause), () -> threads.start("learn from " + source.address(), later));
        }
    }

    private void ask(Member source, Cancellation cancellation) {
        try (Exchange exchange =
                pool.open(source, new MapRequest(), limits.mapFrame(), limits.learning(), cancellation)) {
            if (exchange.answer() instanceof MapAnswer map) {
                hearsay.merge(source.id(), map);
                exchange.keep();
            }
        } catch (IOException e) {
            LOG.debug("{} did not tell its map: {}", source, e.toString());
        }
    }
}
