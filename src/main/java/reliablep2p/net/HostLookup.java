package reliablep2p.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the addresses of a host name on a thread of its own, because Java's lookup has no deadline. Thread-safe. */
final class HostLookup {
    private final ConnectionThreads threads;

    HostLookup(ConnectionThreads threads) {
        this.threads = threads;
    }

    /**
     * All addresses of a host, the preferred one first.
     *
     * @throws IOException saying that there is no such host, or none found in time
     */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    List<InetAddress> find(String host, Duration limit, Cancellation cancellation) throws IOException {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        threads.start("lookup", () -> lookUp(host, found));
        try (Cancellation.Registration registration =
                cancellation.register(() -> found.completeExceptionally(new CancelledException()))) {
            return found.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DeadlineException("no address of the host " + host + " within " + Sockets.text(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            cancellation.check();
            throw new IOException("there is no host " + host, e);
        }
    }

    private static void lookUp(String host, CompletableFuture<List<InetAddress>> found) {
        try {
            found.complete(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException | RuntimeException e) {
            found.completeExceptionally(e);
        }
    }
}
