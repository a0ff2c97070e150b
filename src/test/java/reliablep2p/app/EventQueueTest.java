package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reliablep2p.node.NodeEvent;

class EventQueueTest {
    @Test
    void aPrinterThatIsStuckHoldsNobodyUp() {
        CountDownLatch unread = new CountDownLatch(1);
        List<NodeEvent> printed = new CopyOnWriteArrayList<>();
        try (EventQueue queue = new EventQueue(events -> {
                    try {
                        unread.await();
                        printed.addAll(events);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start()) {
            for (int i = 0; i < 5_000; i++) {
                queue.accept(new NodeEvent.DatabaseFound());
            }
            assertThat(printed).isEmpty();

            unread.countDown();

            Awaitility.await()
                    .until(() -> printed.stream()
                            .anyMatch(event -> event instanceof NodeEvent.Warning warning
                                    && warning.message().contains("were not shown")));
        }
    }
}
