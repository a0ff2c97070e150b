package reliablep2p.node.fetch;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Exchange;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.MapRequest;

/** Learns from whoever gave a file what it knows of others. */
record Learning(FetchContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /**
     * Asks for a map. The file is here already, so nothing that happens in here makes the fetch fail, or end much later: a
     * peer that takes its time is not waited for, and a cancellation, which closes the connection, just ends it.
     */
    void learn(Member source, Cancellation cancellation) {
        try (Exchange exchange = context.pool()
                .open(
                        source,
                        new MapRequest(),
                        context.limits().mapFrame(),
                        context.limits().learning(),
                        cancellation)) {
            if (exchange.answer() instanceof MapAnswer map) {
                context.hearsay().merge(source.id(), map);
                exchange.keep();
            }
        } catch (IOException e) {
            LOG.debug("{} did not tell its map: {}", source, e.toString());
        }
    }
}
