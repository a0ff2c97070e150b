package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignFileTest {
    @TempDir
    Path parent;

    @Test
    void isReadThroughALinkAsThePersonMeantIt() throws Exception {
        Path file = Files.writeString(parent.resolve("a.txt"), "0123456789");
        Path link = Files.createSymbolicLink(parent.resolve("link"), file);
        try (InputStream in = ForeignFile.open(link)) {
            assertThat(in).hasContent("0123456789");
        }
        assertThat(ForeignFile.read(link, 10)).asString().isEqualTo("0123456789");
    }

    @Test
    void isRefusedWhenItIsLongerThanItCanBe() throws Exception {
        Path file = Files.writeString(parent.resolve("a.txt"), "0123456789");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> ForeignFile.read(file, 9))
                .withMessage(file + " is longer than such a file can be.");
    }

    @Test
    void isNoDirectoryAndNoPipe() throws Exception {
        Path pipe = Unix.pipe(parent.resolve("pipe"));
        for (Path none : new Path[] {parent, pipe}) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> ForeignFile.open(none))
                    .withMessage(none + " is not a file.");
        }
    }

    @Test
    void mustBeThere() {
        Path absent = parent.resolve("absent");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> ForeignFile.read(absent, 10))
                .withMessage("There is no file " + absent + ".");
    }
}
