package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine that a test asks; where it is missing, the test is skipped. */
public record Tool(int exitCode, String printed) {
    private static final long PATIENCE_SECONDS = 60;

    /** Runs it to its end; what it printed is standard output and standard error. */
    public static Tool run(Path directory, String... command) throws IOException, InterruptedException {
        String path = System.getenv("PATH");
        assumeTrue(
                Arrays.stream((path == null ? "" : path).split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(command[0]))),
                command[0] + " is not on this machine");
        Path printed = Files.createTempFile(directory, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "TERM", "vt100"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("end of %s", command[0])
                    .isTrue();
            return new Tool(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
