package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    Path parent;

    @Test
    void makesNoFileWhereOneIs() throws Exception {
        Path file = Files.writeString(parent.resolve("a"), "mine");

        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> Disk.createShared(file));
        assertThat(file).hasContent("mine");
    }

    @Test
    void makesNoFileWhereALinkPoints() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("nowhere"));

        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> Disk.createPrivate(link));
        assertThat(parent.resolve("nowhere")).doesNotExist();
    }
}
