package reliablep2p.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.storage.Unix;

class LogFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void namePath() {
        path = directory.resolve("log");
    }

    @Test
    void isForItsOwnersEyes() throws IOException {
        append(new LogFile(path), "a\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsThreeFullOnes() throws IOException {
        LogFile log = new LogFile(path, 10, new SmallDisk(1000));
        for (String record : List.of("1 one\n", "2 two\n", "3 three\n", "4 four\n", "5 five\n", "66 six\n", "7\n")) {
            append(log, record);
        }
        assertThat(path).hasContent("66 six\n7\n");
        assertThat(directory.resolve("log.1")).hasContent("5 five\n");
        assertThat(directory.resolve("log.2")).hasContent("4 four\n");
        assertThat(directory.resolve("log.3")).hasContent("3 three\n");
        assertThat(directory.resolve("log.4")).doesNotExist();
    }

    @Test
    void rotatesOneThatAnEarlierRunFilled() throws IOException {
        Files.writeString(path, "x".repeat(20) + "\n");
        append(new LogFile(path, 10, new SmallDisk(1000)), "new\n");
        assertThat(path).hasContent("new\n");
        assertThat(directory.resolve("log.1")).hasSize(21);
    }

    @Test
    void staysWithinItsBoundThoughSomethingIsInTheWayOfTheFullOne() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("log.1")).resolve("mine"));
        LogFile log = new LogFile(path, 10, new SmallDisk(1000));
        append(log, "1 one\n");
        append(log, "2 two\n");
        assertThat(path).hasContent("2 two\n");
    }

    @Test
    void losesOnlyTheOldestIfSomethingIsInItsWay() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("log.3")).resolve("mine"));
        LogFile log = new LogFile(path, 10, new SmallDisk(1000));
        for (String record : List.of("1 one\n", "2 two\n", "3 three\n", "4 four\n")) {
            append(log, record);
        }
        assertThat(path).hasContent("4 four\n");
        assertThat(directory.resolve("log.1")).hasContent("3 three\n");
        assertThat(directory.resolve("log.2")).hasContent("2 two\n");
    }

    @Test
    void takesBackWhatDidNotFit() throws IOException {
        SmallDisk disk = new SmallDisk(10);
        LogFile log = new LogFile(path, 1000, disk);
        append(log, "first\n");
        IOException full = failure(() -> append(log, "second\n"));
        assertThat(log.isFull(full)).isTrue();
        assertThat(path).hasContent("first\n");
        append(log, "3rd\n");
        assertThat(path).hasContent("first\n3rd\n");
    }

    @Test
    void beginsALineAfterWhatCouldNotBeTakenBack() throws IOException {
        SmallDisk disk = new SmallDisk(10);
        LogFile log = new LogFile(path, 1000, disk);
        disk.refuseToTruncate();
        append(log, "first\n");
        failure(() -> append(log, "second\n"));
        disk.grow(100);
        append(log, "third\n");
        assertThat(path).hasContent("first\nseco\nthird\n");
    }

    @Test
    void beginsALineAfterTheOneInWhichTheLastRunWasKilled() throws IOException {
        Files.writeString(path, "whole\nhal");
        append(new LogFile(path), "next\n");
        assertThat(path).hasContent("whole\nhal\nnext\n");
    }

    @Test
    void triesAgainToOpen() throws IOException {
        Files.createDirectory(path);
        LogFile log = new LogFile(path);
        IOException refused = failure(() -> append(log, "a\n"));
        assertThat(refused).hasMessage(path + " is not a regular file");
        assertThat(log.isFull(refused)).isFalse();
        Files.delete(path);
        append(log, "b\n");
        assertThat(path).hasContent("b\n");
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Path target = directory.resolve("target");
        Files.createSymbolicLink(path, target);
        assertThatIOException().isThrownBy(() -> append(new LogFile(path), "a\n"));
        assertThat(target).doesNotExist();
        Files.writeString(target, "precious\n");
        assertThatIOException().isThrownBy(() -> append(new LogFile(path), "a\n"));
        assertThat(target).hasContent("precious\n");
    }

    @Test
    @Timeout(10)
    void opensNoPipe() throws Exception {
        Unix.pipe(path);
        assertThatIOException().isThrownBy(() -> append(new LogFile(path), "a\n"));
    }

    /** On a real file system that is full. */
    @Test
    void leavesNothingTornOnAFullDisk() throws Exception {
        try (Unix.Mount small = Unix.mount(directory.resolve("small"), "size=64k")) {
            Path other = small.directory().resolve("other");
            Path file = small.directory().resolve("log");
            try (LogFile log = new LogFile(file)) {
                append(log, "first\n");
                Files.write(other, new byte[56 * 1024]);
                IOException full = failure(() -> append(log, "x".repeat(10_000) + "\n"));
                assertThat(log.isFull(full)).isTrue();
                assertThat(file).hasContent("first\n");
                Files.delete(other);
                append(log, "second\n");
            }
            assertThat(file).hasContent("first\nsecond\n");
        }
    }

    private static void append(LogFile log, String record) throws IOException {
        log.append(record.getBytes(UTF_8));
    }

    private static IOException failure(ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(IOException.class, call);
    }
}
