package reliablep2p.node.serve;

import java.util.function.LongConsumer;
import reliablep2p.node.state.Counters;

/** Counts the bytes of one file while they are sent. Used by the thread that sends it. */
final class SentBytes implements LongConsumer {
    private final Counters counters;
    private long counted;

    SentBytes(Counters counters) {
        this.counters = counters;
    }

    /**
     * Some more were sent.
     *
     * @param sent how many of this file were sent so far
     */
    @Override
    public void accept(long sent) {
        counters.sent(sent - counted);
        counted = sent;
    }
}
