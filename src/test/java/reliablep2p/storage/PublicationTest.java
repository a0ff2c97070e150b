package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;

/** How a file gets its name when something has that name already; the same for files received and added. */
class PublicationTest {
    @TempDir
    Path parent;

    private PeerDirectory directory;
    private Path target;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("db"));
        target = directory.files().resolve("a.txt");
    }

    @AfterEach
    void tearDown() {
        assertThat(directory.parts()).as("parts left behind").isEmptyDirectory();
        directory.close();
    }

    @Test
    void addsAFile() throws Exception {
        Published added = add("0123456789");

        assertThat(target).hasContent("0123456789");
        assertThat(added.file().file()).isEqualTo(TestFolder.trusted("a.txt", "0123456789"));
        assertThat(added.file().stamp()).isEqualTo(FileStatus.of(target).stamp());
        assertThat(added.replaced()).isEmpty();
    }

    @Test
    void addsNothingOfAStreamThatFails() throws Exception {
        InputStream failing = InputStream.nullInputStream();
        failing.close();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileAdder.add(directory, new FileName("a.txt"), failing, 1))
                .withMessage("Stream closed");
        assertThat(target).doesNotExist();
    }

    @Test
    void keepsOtherBytesOfThatNameAside() throws Exception {
        Files.writeString(target, "mine");
        Files.setLastModifiedTime(target, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

        Published added = add("0123456789");

        assertThat(target).hasContent("0123456789");
        assertThat(added.replaced())
                .contains(directory.replaced().resolve("20260102-030405").resolve("a.txt"))
                .hasValueSatisfying(aside -> assertThat(aside).hasContent("mine"));
    }

    @Test
    void keepsOtherBytesOfTheSameSizeAside() throws Exception {
        Files.writeString(target, "9876543210");

        assertThat(add("0123456789").replaced())
                .hasValueSatisfying(aside -> assertThat(aside).hasContent("9876543210"));
    }

    @Test
    void keepsTwoFilesOfTheSameSecondAside() throws Exception {
        FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        Files.writeString(target, "mine");
        Files.setLastModifiedTime(target, time);
        Path first = add("1").replaced().orElseThrow();
        Files.setLastModifiedTime(target, time);
        Path second = add("2").replaced().orElseThrow();

        assertThat(first).hasContent("mine");
        assertThat(second)
                .hasContent("1")
                .isEqualTo(directory.replaced().resolve("20260102-030405-2").resolve("a.txt"));
        assertThat(target).hasContent("2");
    }

    @Test
    void keepsAFileOfTheLongestNameAside() throws Exception {
        FileName longest = new FileName("a".repeat(255));
        Files.writeString(directory.files().resolve(longest.text()), "mine");

        Published added = FileAdder.add(directory, longest, new ByteArrayInputStream(new byte[1]), 1);

        assertThat(added.replaced())
                .hasValueSatisfying(aside -> assertThat(aside).hasContent("mine"));
    }

    @Test
    void keepsNothingAsideWhenTheVeryBytesAreThere() throws Exception {
        Files.writeString(target, "0123456789");

        assertThat(add("0123456789").replaced()).isEmpty();
        assertThat(directory.replaced()).isEmptyDirectory();
    }

    @Test
    void addsALongFileInSeveralReads() throws Exception {
        byte[] bytes = new byte[200_000];
        bytes[150_000] = 1;

        Published added =
                FileAdder.add(directory, new FileName("a.txt"), new ByteArrayInputStream(bytes), bytes.length);

        assertThat(target).hasBinaryContent(bytes);
        assertThat(added.file().file().size()).isEqualTo(bytes.length);
        assertThat(added.file().file().sha256()).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void knowsWhichNamesWereNotThereBefore() throws Exception {
        FileName name = new FileName("a.txt");
        for (Destination destination : List.of(new Destination.Shared(name), new Destination.Kept())) {
            assertThat(named(destination).isNew()).as("%s", destination).isTrue();
            assertThat(named(destination).isNew()).as("%s again", destination).isFalse();
        }
        assertThat(Publication.folder(directory, new Destination.Shared(name))).isEqualTo(directory.files());
        assertThat(Publication.folder(directory, new Destination.Kept())).isEqualTo(directory.vault());
    }

    private Publication.Named named(Destination destination) throws Exception {
        Path part = directory.parts().resolve("x.part");
        FileChannel channel = Disk.createShared(part);
        Publication.Named named =
                Publication.name(directory, part, channel, TestFolder.trusted("a.txt", ""), destination, read -> {});
        assertThat(channel.isOpen()).isFalse();
        assertThat(named.path()).exists();
        return named;
    }

    /** What is found there later would count as kept. */
    @Test
    void takesNewNamesBackThatNobodyCanMakeSureOf() throws Exception {
        Publication.Named old = new Publication.Named(add("1"), target, false);
        Path other = directory.files().resolve("b.txt");
        Published published = FileAdder.add(directory, new FileName("b.txt"), new ByteArrayInputStream(new byte[1]), 1);
        Publication.Named fresh = new Publication.Named(published, other, true);

        Publication.force(directory.files(), List.of(old, fresh));
        assertThat(other).exists();
        Path noFolder = parent.resolve("absent");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Publication.force(noFolder, List.of(old, fresh)));

        assertThat(target).hasContent("1");
        assertThat(other).doesNotExist();
    }

    @Test
    void refusesALink() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(target, elsewhere);

        assertRefused("a symbolic link");
        assertThat(target).isSymbolicLink();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void refusesAPipe() throws Exception {
        Unix.pipe(target);

        assertRefused("a pipe, socket or device");
    }

    @Test
    void refusesADirectory() throws Exception {
        Files.createDirectory(target);

        assertRefused("a directory");
    }

    @Test
    void refusesALinkThatCameWhileItWasReceived() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "mine");
        try (PartFile part = TestPart.begin(directory, TestFolder.trusted("a.txt", ""))) {
            TestPart.write(part, 0, new byte[0]);
            Files.createSymbolicLink(target, elsewhere);

            assertThatExceptionOfType(DiskException.class)
                    .isThrownBy(() -> part.publish(new Destination.Shared(new FileName("a.txt"))))
                    .withMessageContaining("is a symbolic link");
        }
        assertThat(target).isSymbolicLink();
        assertThat(elsewhere).hasContent("mine");
    }

    private Published add(String text) throws IOException, StorageException {
        return FileAdder.add(
                directory, new FileName("a.txt"), new ByteArrayInputStream(text.getBytes(UTF_8)), text.length());
    }

    private void assertRefused(String kind) {
        ByteArrayInputStream unread = new ByteArrayInputStream(new byte[1]);
        assertThatExceptionOfType(DiskException.class)
                .isThrownBy(() -> FileAdder.add(directory, new FileName("a.txt"), unread, 1))
                .withMessage(target + " is " + kind + ", so no file can be written there. Remove it and try again.");
        assertThat(unread.available()).isEqualTo(1);
        assertThatExceptionOfType(DiskException.class)
                .as("before anything is received")
                .isThrownBy(() -> TestPart.begin(directory, TestFolder.trusted("a.txt", "x")));
    }
}
