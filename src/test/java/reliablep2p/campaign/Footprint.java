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
 * What a process holds of the system, as /proc tells it.
 *
 * @param threads of the system
 * @param descriptors open files and sockets
 * @param residentKib memory that lies in RAM
 */
record Footprint(int threads, int descriptors, long residentKib) {
    /** Threads of the JVM's own that come and go. */
    private static final int SLACK = 8;

    static Footprint of(JarProcess process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        assumeTrue(Files.isDirectory(proc), "needs /proc");
        int threads = 0;
        long resident = 0;
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("Threads:")) {
                threads = Integer.parseInt(line.substring(8).strip());
            } else if (line.startsWith("VmRSS:")) {
                resident = Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            return new Footprint(threads, (int) descriptors.count(), resident);
        }
    }

    /** Waits until a process holds no more than this. */
    void awaitBack(JarProcess process, Duration within) {
        Awaitility.await().atMost(within).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Footprint now = of(process);
            assertThat(now.threads).as("threads").isLessThanOrEqualTo(threads + SLACK);
            assertThat(now.descriptors).as("descriptors").isLessThanOrEqualTo(descriptors + SLACK);
        });
    }
}
