package reliablep2p.node.serve;

import java.util.function.LongConsumer;

/** Counts the bytes of one file while they are sent. Used by the thread that sends it. */
final class SentBytes implements LongConsumer {
    private final LongConsumer counters;
    private long counted;

    /** @param counters are told how many more were sent */
    SentBytes(LongConsumer counters) {
        this.counters = counters;
    }

    /**
     * Some more were sent.
     *
     * @param sent how many of this file were sent so far
     */
    @Override
    public void accept(long sent) {
        counters.accept(sent - counted);
        counted = sent;
    }
}
