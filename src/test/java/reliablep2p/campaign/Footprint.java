package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import reliablep2p.app.JarProcess;

/**
 * What a process holds.
 *
 * @param threads those of Java with the virtual ones where there are such, which the system does not know; else all
 *     that the system knows
 * @param descriptors open files and sockets
 * @param liveBytes of the heap: what is referred to
 * @param largest the classes with the most of them
 */
record Footprint(int threads, int descriptors, long liveBytes, String largest) {
    /**
     * The JVM's own that come when there is something to do: one that answers {@code jcmd}, one that compiles, one
     * that carries virtual threads while another one is held up. A rogue leaves more than one thing behind, or it is none.
     */
    private static final int THREADS = 3;
    /** A file of classes that was opened late, or a connection between honest peers that is kept for the next request. */
    private static final int DESCRIPTORS = 3;
    /**
     * What a process may have learned meanwhile: code and classes that were not used before, who lied and who stalled.
     * A hundred thousand frames of which each leaves one object behind leave more.
     */
    private static final long BYTES = 2 << 20;

    static Footprint of(JarProcess process) throws IOException, InterruptedException {
        Jcmd told = Jcmd.ask(process);
        int threads = told.threads() > 0 ? told.threads() : (int) systemThreads(process);
        return new Footprint(threads, descriptors(process), told.liveBytes(), told.largest());
    }

    private static int descriptors(JarProcess process) throws IOException {
        try (Stream<Path> descriptors = Files.list(proc(process).resolve("fd"))) {
            return (int) descriptors.count();
        }
    }

    /** The threads that the system knows. */
    static long systemThreads(JarProcess process) throws IOException {
        return status(process, "Threads:");
    }

    /** The memory that lies in RAM, in KiB. */
    static long residentKib(JarProcess process) throws IOException {
        return status(process, "VmRSS:");
    }

    private static long status(JarProcess process, String field) throws IOException {
        return Files.readAllLines(proc(process).resolve("status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Path proc(JarProcess process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        assumeTrue(Files.isDirectory(proc), "needs /proc");
        return proc;
    }

    /** Waits until a process has no more threads and descriptors than this. */
    void awaitHandlesBack(JarProcess process, Duration within) {
        Awaitility.await()
                .atMost(within)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> handlesAreBack(of(process)));
    }

    private void handlesAreBack(Footprint now) {
        assertThat(now.threads).as("threads").isLessThanOrEqualTo(threads + THREADS);
        assertThat(now.descriptors).as("descriptors").isLessThanOrEqualTo(descriptors + DESCRIPTORS);
    }

    /** Waits until a process holds no more than this. */
    void awaitBack(JarProcess process, Duration within) {
        Awaitility.await().atMost(within).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Footprint now = of(process);
            handlesAreBack(now);
            assertThat(now.liveBytes)
                    .as(() -> "bytes that live; before:\n" + largest + "\nnow:\n" + now.largest)
                    .isLessThanOrEqualTo(liveBytes + BYTES);
        });
    }
}
