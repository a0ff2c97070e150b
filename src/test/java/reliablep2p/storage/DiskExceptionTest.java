package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told, and that it never quotes a path of the system's words. */
class DiskExceptionTest {
    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "1023, 1023 bytes",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048576, 1.0 MiB",
        "1073741824, 1.0 GiB",
        "1125899906842624, 1.0 PiB",
        "9223372036854775807, 8192.0 PiB"
    })
    void saysHowMuchRoomIsNeeded(long bytes, String amount) {
        assertThat(DiskException.noRoom("a.bin", bytes, 1))
                .hasMessage("There is no room for a.bin: " + amount
                        + " needed, 1 byte free. Free some space and try again.");
    }

    @Test
    void saysWhyInAFewWords() {
        assertThat(DiskException.reason(new AccessDeniedException("/secret"))).isEqualTo("permission denied");
        assertThat(DiskException.reason(new NoSuchFileException("/secret"))).isEqualTo("it is gone");
        assertThat(DiskException.reason(new FileSystemException("/secret", null, "Is a directory")))
                .isEqualTo("is a directory");
        assertThat(DiskException.reason(new FileSystemException("/secret"))).isEqualTo("the system gives no reason");
        assertThat(DiskException.reason(new IOException("Input/output error"))).isEqualTo("input/output error");
        assertThat(DiskException.reason(new IOException())).isEqualTo("the system gives no reason");
    }

    @Test
    void advisesToFreeSpaceOnlyWhenTheDiskIsFull() {
        for (IOException full : new IOException[] {
            new FileSystemException("x", null, "No space left on device"), new IOException("Disk quota exceeded")
        }) {
            assertThat(DiskException.writing("a.bin", place, full))
                    .hasMessage("a.bin could not be written: the disk is full. Free some space and try again.")
                    .hasCause(full);
            assertThat(DiskException.using(place, full)).hasMessageEndingWith(". Free some space and try again.");
        }
        IOException broken = new IOException("Input/output error");
        assertThat(DiskException.writing("a.bin", place, broken))
                .hasMessage("a.bin could not be written: input/output error. Check the disk and the rights on " + place
                        + ".");
        assertThat(DiskException.using(place, broken))
                .hasMessage(place + " can't be used: input/output error."
                        + " Give this user the right to read and write it, or name another directory.");
        assertThat(DiskException.writing("a.bin", place.resolve("absent"), new IOException()))
                .as("nobody knows how much room there is")
                .hasMessageContaining("the system gives no reason");
    }

    @Test
    void namesTheLocaleThatCanWriteAnyName() {
        assertThat(DiskException.unwritableName("é", new InvalidPathException("é", "unmappable")))
                .hasMessageStartingWith("é can't be written")
                .hasMessageEndingWith("Start the program with LC_ALL=C.UTF-8.");
    }
}
