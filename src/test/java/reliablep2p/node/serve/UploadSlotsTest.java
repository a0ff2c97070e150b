package reliablep2p.node.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.PeerId;
import reliablep2p.trust.Identity;

@Timeout(30)
class UploadSlotsTest {
    private static final PeerId GREEDY = Identity.generate().id();
    private static final PeerId MODEST = Identity.generate().id();

    @Test
    void boundsThoseOfOnePeerAndAll() {
        UploadSlots slots = new UploadSlots(2, 3, Duration.ZERO);

        assertThat(slots.take(GREEDY)).isTrue();
        assertThat(slots.take(GREEDY)).isTrue();
        assertThat(slots.take(GREEDY)).isFalse();
        assertThat(slots.take(MODEST)).isTrue();
        assertThat(slots.take(MODEST)).isFalse();
        slots.giveBack(GREEDY);
        assertThat(slots.take(MODEST)).isTrue();
    }

    @Test
    void greedyPeersLeaveSlotsForOthers() {
        UploadSlots slots = new UploadSlots(8, 64, Duration.ZERO);
        for (int peer = 0; peer < 8; peer++) {
            PeerId greedy = PeerId.ofCertificate(new byte[] {(byte) peer, 1});
            for (int i = 0; i < 8; i++) {
                slots.take(greedy);
            }
        }
        assertThat(slots.take(MODEST)).isTrue();
    }

    @Test
    void waitsForASlotThatBecomesFree() throws Exception {
        UploadSlots slots = new UploadSlots(1, 1, Duration.ofSeconds(20));
        slots.take(GREEDY);
        CountDownLatch taken = new CountDownLatch(1);
        Thread waiting = waiting(slots, MODEST, taken::countDown);
        slots.giveBack(GREEDY);

        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void aGreedyPeerWithManyConnectionsDoesNotStarveAnother() throws Exception {
        UploadSlots slots = new UploadSlots(2, 2, Duration.ofSeconds(20));
        slots.take(GREEDY);
        slots.take(GREEDY);
        LinkedBlockingQueue<PeerId> order = new LinkedBlockingQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            threads.add(waiting(slots, GREEDY, () -> order.add(GREEDY)));
        }
        threads.add(waiting(slots, MODEST, () -> order.add(MODEST)));
        for (Thread thread : threads) {
            awaitWaiting(thread);
        }
        slots.giveBack(GREEDY);
        PeerId first = order.poll(10, TimeUnit.SECONDS);
        slots.giveBack(GREEDY);
        PeerId second = order.poll(10, TimeUnit.SECONDS);

        assertThat(List.of(first, second)).as("one turn each").containsExactlyInAnyOrder(GREEDY, MODEST);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static Thread waiting(UploadSlots slots, PeerId peer, Runnable taken) {
        Thread thread = new Thread(() -> {
            if (slots.take(peer)) {
                taken.run();
            }
        });
        thread.start();
        return thread;
    }
}
