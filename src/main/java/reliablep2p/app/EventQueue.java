package reliablep2p.app;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import reliablep2p.node.NodeEvent;

/**
 * Lets a peer go on although nobody reads what it prints: a terminal that was stopped with Ctrl-S, or a full pipe, holds
 * up the thread that prints, and nobody else.
 *
 * <p>Thread-safe. Bounded: events that find the queue full are dropped, and their number is told when there is room.
 */
final class EventQueue implements Consumer<NodeEvent>, Closeable {
    private static final int CAPACITY = 1_024;

    private final BlockingQueue<NodeEvent> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Consumer<List<NodeEvent>> printer;
    private final Thread thread;

    /**
     * Makes a queue in front of the one who prints.
     *
     * @param printer gets what has come since the last time, together
     */
    EventQueue(Consumer<List<NodeEvent>> printer) {
        this.printer = printer;
        this.thread = new Thread(this::printAll, "events");
        thread.setDaemon(true);
    }

    /** Begins to print. */
    EventQueue start() {
        thread.start();
        return this;
    }

    @Override
    public void accept(NodeEvent event) {
        if (!waiting.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    private void printAll() {
        try {
            while (true) {
                List<NodeEvent> come = new ArrayList<>();
                come.add(waiting.take());
                waiting.drainTo(come);
                long lost = dropped.getAndSet(0);
                if (lost > 0) {
                    come.add(new NodeEvent.Warning(lost + " events were not shown."));
                }
                print(come);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The end.
        }
    }

    private void print(List<NodeEvent> events) {
        try {
            printer.accept(events);
        } catch (RuntimeException e) {
            // The thread's top: what could not be told once must not end the news for good.
            LoggerFactory.getLogger(EventQueue.class).error("events could not be printed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
