package reliablep2p.app;

import java.time.Duration;
import reliablep2p.net.ConnectionThreads;

/**
 * Has Java collect its garbage once, when the program has started. Java begins with a heap of a 64th of the machine's
 * memory, all of which it fills before it collects; a collection by wish also makes the heap as small as what is in use
 * allows. From then on it grows only if collecting takes too much of the time.
 */
final class HeapTrim {
    private static final Duration DELAY = Duration.ofMillis(1_500);

    private HeapTrim() {}

    /** Begins in a thread of its own; takes some hundredths of a second, when what is urgent is over. */
    static void start(ConnectionThreads threads) {
        threads.start("heap trim", () -> {
            try {
                Thread.sleep(DELAY.toMillis());
                System.gc();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // Nobody interrupts it, and nothing is lost.
            }
        });
    }
}
