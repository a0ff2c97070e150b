package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFilesTest {
    private static final String NAME = "book.json";

    @TempDir
    Path parent;

    private PeerDirectory directory;
    private Path file;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("port_9001"));
        file = directory.path(NAME);
    }

    @AfterEach
    void tearDown() {
        directory.close();
    }

    @Test
    void areNullWhenAbsent() throws Exception {
        assertThat(directory.read(NAME, 100)).isNull();
    }

    @Test
    void areReadAsTheyWereWritten() throws Exception {
        directory.write(NAME, "first".getBytes(UTF_8));
        directory.write(NAME, "second".getBytes(UTF_8));

        assertThat(directory.read(NAME, 6)).asString(UTF_8).isEqualTo("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.path("x").getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void keepTheOldBytesWhenWritingFails() throws Exception {
        directory.write(NAME, "old".getBytes(UTF_8));

        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> directory.state().write(NAME, out -> {
                    out.write("new".getBytes(UTF_8));
                    out.flush();
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + " could not be written: the disk is full. Free some space and try again.");

        assertThat(file).hasContent("old");
        assertThat(directory.path("x").getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void areDamagedWhenLongerThanTheyCanBe() throws Exception {
        directory.write(NAME, new byte[101]);

        assertThatExceptionOfType(DamagedStateException.class)
                .isThrownBy(() -> directory.read(NAME, 100))
                .withMessageStartingWith(file + " is longer than it can be");
    }

    @Test
    void areMovedAsideAndKept() throws Exception {
        directory.write(NAME, "bad".getBytes(UTF_8));
        Path first = directory.moveAside(NAME);
        directory.write(NAME, "worse".getBytes(UTF_8));
        Path second = directory.moveAside(NAME);

        assertThat(first).hasFileName("book.json.damaged-1").hasContent("bad");
        assertThat(second).hasFileName("book.json.damaged-2").hasContent("worse");
        directory.lookAtState();
        assertThat(directory.damagedState()).containsExactly(first, second);
        assertThat(file).doesNotExist();
    }

    @Test
    void areNotMovedAsideOverAnother() throws Exception {
        for (int i = 1; i < 99; i++) {
            Files.createFile(file.resolveSibling("book.json.damaged-" + i));
        }
        directory.write(NAME, "bad".getBytes(UTF_8));
        assertThat(directory.moveAside(NAME))
                .hasFileName("book.json.damaged-99")
                .hasContent("bad");
        directory.write(NAME, "worse".getBytes(UTF_8));
        assertThatExceptionOfType(DiskException.class).isThrownBy(() -> directory.moveAside(NAME));
        assertThat(file).hasContent("worse");
    }

    @Test
    void areRenamedInPlaceOfAnother() throws Exception {
        directory.rename("absent.json", NAME);
        assertThat(directory.exists(NAME)).isFalse();
        directory.write(NAME, "old".getBytes(UTF_8));
        directory.write("new.json", "new".getBytes(UTF_8));

        directory.rename("new.json", NAME);

        assertThat(directory.read(NAME, 100)).asString(UTF_8).isEqualTo("new");
        assertThat(directory.exists("new.json")).isFalse();
        assertThat(directory.exists(NAME)).isTrue();
    }

    @Test
    void areDeleted() throws Exception {
        assertThat(directory.delete(NAME)).isFalse();
        directory.write(NAME, "old".getBytes(UTF_8));
        assertThat(directory.delete(NAME)).isTrue();
        assertThat(directory.read(NAME, 100)).isNull();
        Files.createDirectory(file);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> directory.delete(NAME));
    }

    @Test
    void areNeverReadOrWrittenThroughALink() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(file, elsewhere);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> directory.read(NAME, 100))
                .withMessage(file + " is a symbolic link, but must be a regular file. Remove it.");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> directory.write(NAME, new byte[0]))
                .withMessageContaining("is a symbolic link");
        assertThat(elsewhere).hasContent("mine");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void areNotReadFromAPipe() throws Exception {
        Unix.pipe(file);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> directory.read(NAME, 100))
                .withMessageContaining("is a pipe");
    }

    @Test
    @Tag("mounts")
    void sayWhenTheDiskIsFull() throws Exception {
        try (Unix.Mount mount = Unix.mount(parent.resolve("small"), "size=256k");
                PeerDirectory small = PeerDirectory.open(mount.directory().resolve("port_9002"))) {
            small.write(NAME, "old".getBytes(UTF_8));

            assertThatExceptionOfType(DiskException.class)
                    .isThrownBy(() -> small.write(NAME, new byte[1 << 20]))
                    .withMessageContaining("the disk is full");

            assertThat(small.read(NAME, 100)).asString(UTF_8).isEqualTo("old");
            small.write(NAME, "new".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a\\b", "A.json", "a.tmp", "a.b.c", "lock/x"})
    void haveNamesThatStayInTheirFolder(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> directory.path(name));
    }
}
