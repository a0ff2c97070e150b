package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStreamTest {
    @TempDir
    private Path directory;

    private final LogStream log = new LogStream();

    @Test
    void appendsWhatWasWrittenBeforeAndAfterTheFileWasKnown() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "last run\n");
        write("before\n");
        log.moveTo(file);
        write("after\n");
        log.close();
        write("too late\n");
        assertThat(file).hasContent("last run\nbefore\nafter\n");
    }

    @Test
    void keepsABoundedAmount() throws IOException {
        for (int i = 0; i < 1000; i++) {
            write("x".repeat(1000));
        }
        Path file = directory.resolve("log");
        log.moveTo(file);
        assertThat(file).hasSize(64 * 1024);
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Path target = directory.resolve("target");
        Path link = Files.createSymbolicLink(directory.resolve("log"), target);
        assertThatThrownBy(() -> log.moveTo(link)).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void writesIntoNoDirectory() {
        assertThatThrownBy(() -> log.moveTo(directory)).isInstanceOf(IOException.class);
    }

    private void write(String text) {
        log.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
