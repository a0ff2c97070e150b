package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionThreadsTest {
    private static final int FIRST_WITH_VIRTUAL = 21;

    @Test
    void areVirtualWhereJavaHasThem() {
        assertThat(ConnectionThreads.forThisJava().virtual())
                .isEqualTo(Runtime.version().feature() >= FIRST_WITH_VIRTUAL);
    }

    @Test
    void areNamedAndNeverKeepTheProcessAlive() throws Exception {
        assertNamedDaemon(ConnectionThreads.forThisJava());
        assertNamedDaemon(ConnectionThreads.platform());
    }

    @Test
    void canBeThoseOfThePlatform() {
        assertThat(ConnectionThreads.platform().virtual()).isFalse();
    }

    @Test
    void endQuietlyWhenTheirWorkFails() throws Exception {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread thread = ConnectionThreads.forThisJava().start("failing", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((failed, error) -> uncaught.complete(error));
            throw new IllegalStateException("planted by a test");
        });

        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
        assertThat(uncaught).isNotDone();
    }

    private static void assertNamedDaemon(ConnectionThreads threads) throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread thread = threads.start("serve nobody", () -> {
            Thread me = Thread.currentThread();
            seen.complete(me.getName() + " " + me.isDaemon());
        });

        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("serve nobody true");
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
