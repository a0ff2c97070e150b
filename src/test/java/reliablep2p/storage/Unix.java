package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What only a Unix system has; a test that needs it is skipped elsewhere, and says so. */
public final class Unix {
    private Unix() {}

    /** A named pipe; whoever opens it waits for ever. */
    public static Path pipe(Path path) throws Exception {
        assumeTrue(!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"), "needs named pipes");
        assertThat(run("mkfifo", path.toString())).isZero();
        return path;
    }

    /** A small file system of its own, to be full or read-only. */
    public static Mount mount(Path directory, String options) throws Exception {
        Files.createDirectories(directory);
        boolean mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()) == 0;
        } catch (IOException noSuchCommand) {
            mounted = false;
        }
        assumeTrue(mounted, "needs the right to mount a tmpfs");
        return new Mount(directory);
    }

    /** A file whose name is these bytes, which no Java string may stand for. */
    static void fileNamed(Path directory, String octalEscapes) throws Exception {
        assertThat(run("sh", "-c", "echo x > \"$1/$(printf \"$2\")\"", "sh", directory.toString(), octalEscapes))
                .isZero();
    }

    private static int run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            System.out.println(String.join(" ", command) + ": " + output);
        }
        return status;
    }

    /** A mounted file system. */
    public record Mount(Path directory) implements AutoCloseable {
        void remount(String options) throws Exception {
            assertThat(run("mount", "-o", "remount," + options, directory.toString()))
                    .isZero();
        }

        @Override
        public void close() throws Exception {
            assertThat(run("umount", directory.toString())).isZero();
        }
    }
}
