package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import reliablep2p.net.Cancellation;
import reliablep2p.node.state.Interleavings;
import reliablep2p.storage.StorageException;

/** The downloads under way: never two for the same bytes at a time, never too many, and none waits for good. */
@Param(name = "content", gen = IntGen.class, conf = "1:2")
public class DownloadsInterleavings {
    private static final int MOST = 2;

    private final Downloads downloads = new Downloads(MOST);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger[] ofContent = {new AtomicInteger(), new AtomicInteger()};
    private final AtomicInteger[] done = {new AtomicInteger(), new AtomicInteger()};

    /** Says how many fetches of these bytes ended before; each sees another number. */
    @Operation
    public int fetch(@Param(name = "content") int content) throws IOException, StorageException {
        return downloads.alone(Interleavings.content(content), new Cancellation(), () -> {
            if (running.incrementAndGet() > MOST || ofContent[content - 1].incrementAndGet() > 1) {
                throw new IllegalStateException("too many at a time");
            }
            int before = done[content - 1].get();
            done[content - 1].set(before + 1);
            ofContent[content - 1].decrementAndGet();
            running.decrementAndGet();
            return before;
        });
    }

    @Test
    void areOneAfterTheOther() {
        Interleavings.check(DownloadsInterleavings.class);
    }
}
