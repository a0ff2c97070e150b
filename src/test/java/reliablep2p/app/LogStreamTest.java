package reliablep2p.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStreamTest {
    private static final String TIME = "2026-03-04T06:07:08.009+01:00 ";

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:07:08.009Z"), ZoneOffset.ofHours(1));
    private final LogStream log = new LogStream(clock);

    @TempDir
    private Path directory;

    @Test
    void appendsWhatWasWrittenBeforeAndAfterTheFileWasKnown() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "last run\n");
        write("before\n");
        log.moveTo(new LogFile(file));
        write("after\n");
        log.close();
        write("too late\n");
        assertThat(file).hasContent("last run\n" + TIME + "before\n" + TIME + "after\n");
    }

    @Test
    void keepsABoundedAmountAndTellsHowMuchItDidNot() throws IOException {
        for (int i = 0; i < 1000; i++) {
            write("x".repeat(1000) + "\n");
        }
        Path file = directory.resolve("log");
        log.moveTo(new LogFile(file));
        assertThat(file).hasSize(63L * (1001 + TIME.length()));
        write("later\n");
        assertThat(Files.readAllLines(file))
                .endsWith(TIME + "WARN log - 937 lines were lost: the log had no file yet", TIME + "later");
    }

    @Test
    void letsNobodyForgeARecord() throws IOException {
        Path file = moved();
        write("WARN Joiner - refused: busy\n2026-01-01T00:00:00Z INFO \u001b[2Jall is well\r\n\tat a.B\n");
        assertThat(file)
                .hasContent(TIME + "WARN Joiner - refused: busy\n"
                        + "    2026-01-01T00:00:00Z INFO \\u001b[2Jall is well\n" + "        at a.B\n");
    }

    @Test
    void leavesInvitationsOut() throws IOException {
        Path file = moved();
        write("INFO x - connect rp2p1-" + "S".repeat(100) + " failed\n");
        assertThat(file).hasContent(TIME + "INFO x - connect (an invitation) failed\n");
    }

    @Test
    void cutsARecordThatIsTooLong() throws IOException {
        Path file = moved();
        log.write("x".repeat(60_000).getBytes(UTF_8));
        log.write("x".repeat(60_000).getBytes(UTF_8));
        log.flush();
        write("next\n");
        assertThat(Files.readAllLines(file))
                .containsExactly(TIME + "x".repeat(64 * 1024), "    (the rest is cut off)", TIME + "next");
    }

    @Test
    void countsWhatFoundNoRoomAndGoesOnWhenThereIsSome() throws IOException {
        Path file = directory.resolve("log");
        SmallDisk disk = new SmallDisk(60);
        log.moveTo(new LogFile(file, 1000, disk));
        write("fits\n");
        write("a trace\n at one\n at two\n");
        write("more\n");
        assertThat(file).hasContent(TIME + "fits\n");

        disk.grow(1000);
        write("again\n");
        write("and again\n");
        log.close();
        assertThat(file)
                .hasContent(TIME + "fits\n" + TIME + "WARN log - 4 lines were lost: no room\n" + TIME + "again\n" + TIME
                        + "and again\n");
    }

    @Test
    void tellsAtItsEndWhatFoundNoRoom() throws IOException {
        SmallDisk disk = new SmallDisk(10);
        log.moveTo(new LogFile(directory.resolve("log"), 1000, disk));
        write("lost\n");
        disk.grow(1000);
        log.close();
        assertThat(directory.resolve("log")).hasContent(TIME + "WARN log - 1 line was lost: no room\n");
    }

    @Test
    void survivesALogThatIsADirectory() throws IOException {
        Path log1 = Files.createDirectory(directory.resolve("log"));
        log.moveTo(new LogFile(log1));
        write("one\n");
        Files.delete(log1);
        write("two\n");
        assertThat(log1)
                .hasContent(TIME + "WARN log - 1 line was lost: " + log1 + " is not a regular file\n" + TIME + "two\n");
    }

    private Path moved() {
        Path file = directory.resolve("log");
        log.moveTo(new LogFile(file));
        return file;
    }

    private void write(String record) {
        log.write(record.getBytes(UTF_8));
        log.flush();
    }
}
