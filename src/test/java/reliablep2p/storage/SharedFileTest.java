package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** What can be done with a single file of the shared folder. */
class SharedFileTest {
    private static final TrustedFile FILE = trusted("a.txt", "0123456789");
    private static final FileName NAME = FILE.name();

    @TempDir
    Path parent;

    private TestFolder folder;
    private Path path;
    private StoredFile stored;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
        path = folder.put("a.txt", "0123456789");
        stored = folder.scanOne();
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void tellsWhatTheDiskHasDamagedFromWhatAPersonChanged() throws Exception {
        assertThat(inspect()).isEqualTo(FileCondition.INTACT);
        BitRot.flip(path, 3);
        assertThat(inspect()).isEqualTo(FileCondition.DAMAGED);
        folder.put("a.txt", "9876543210", Duration.ofSeconds(5));
        assertThat(inspect()).isEqualTo(FileCondition.CHANGED);
        Files.delete(path);
        assertThat(inspect()).isEqualTo(FileCondition.CHANGED);
        Files.createSymbolicLink(path, Files.writeString(parent.resolve("elsewhere"), "0123456789"));
        assertThat(inspect()).isEqualTo(FileCondition.CHANGED);
    }

    @Test
    void stopsInspectingWhenItsListenerHasEnough() {
        List<Integer> read = new ArrayList<>();
        assertThatExceptionOfType(CancelledScanException.class)
                .isThrownBy(() -> folder.shared.inspect(stored, bytes -> !read.add(bytes)));
        assertThat(read).containsExactly(10);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(this::inspect);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void putsADamagedFileAsideAndForgetsIt() throws Exception {
        Path aside = folder.shared.putAside(stored).orElseThrow();

        assertThat(aside)
                .isEqualTo(folder.directory.damaged().resolve("20260102-030405").resolve("a.txt"))
                .hasContent("0123456789");
        assertThat(path).doesNotExist();
        assertThat(folder.shared.putAside(stored)).isEmpty();
        folder.restart();
        assertThat(Files.readString(folder.directory.path("hashes.jsonl"))).doesNotContain("a.txt");
        Files.move(aside, path);
        long before = folder.shared.hashedBytes();
        folder.scan();
        assertThat(folder.shared.hashedBytes()).as("its hash was forgotten").isEqualTo(before + 10);
    }

    @Test
    void leavesAFileThatIsAnotherOneMeanwhile() throws Exception {
        folder.put("a.txt", "9876543210", Duration.ofSeconds(5));
        assertThat(folder.shared.putAside(stored)).isEmpty();
        assertThat(path).hasContent("9876543210");
    }

    @Test
    void readsAFileAtOnceWhateverItsAge() throws Exception {
        folder.put("b.txt", "fresh", Duration.ZERO);
        List<Long> read = new ArrayList<>();

        StoredFile found = folder.shared.read(new FileName("b.txt"), read::add, () -> false);

        assertThat(found.file()).isEqualTo(trusted("b.txt", "fresh"));
        assertThat(read).containsExactly(5L);
        long before = folder.shared.hashedBytes();
        assertThat(folder.scan()).as("known from now on").contains(found.file());
        assertThat(folder.shared.hashedBytes()).isEqualTo(before);
    }

    @Test
    void readsNoOtherThanRegularFiles() throws Exception {
        Files.createSymbolicLink(folder.path.resolve("link"), path);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> folder.shared.read(new FileName("link"), read -> {}, () -> false))
                .withMessage(folder.path.resolve("link") + " is a symbolic link, not a file.");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> folder.shared.read(new FileName("absent"), read -> {}, () -> false))
                .withMessage("absent can't be read: it is gone.");
        assertThatExceptionOfType(CancelledScanException.class)
                .isThrownBy(() -> folder.shared.read(NAME, read -> {}, () -> true));
    }

    @Test
    void addsAFileThatNobodyNeedsToRead() throws Exception {
        Published added =
                folder.shared.add(new FileName("b.txt"), new ByteArrayInputStream("other".getBytes(UTF_8)), 5);

        assertThat(folder.path.resolve("b.txt")).hasContent("other");
        long before = folder.shared.hashedBytes();
        assertThat(folder.scan()).contains(added.file().file());
        assertThat(folder.shared.hashedBytes()).isEqualTo(before);
    }

    @Test
    void findsThePiecesOfAFileAndKeepsThem() throws Exception {
        byte[] bytes = new byte[(int) Pieces.MIN_SIZE + 1];
        Path large = Files.write(folder.path.resolve("large.bin"), bytes);
        TrustedFile file = new TrustedFile(new FileName("large.bin"), bytes.length, Sha256.of(bytes));

        PieceList list = folder.shared.pieces(file);

        assertThat(list).isEqualTo(TestPart.cut(bytes).list());
        Files.delete(large);
        assertThat(folder.shared.pieces(file)).as("without reading it again").isEqualTo(list);
        new PieceLists(folder.directory).keepOnly(content -> false);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> folder.shared.pieces(file));
        Files.write(large, new byte[bytes.length - 1]);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> folder.shared.pieces(file))
                .withMessage("large.bin is not the file any more that it was.");
        bytes[0]++;
        Files.write(large, bytes);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> folder.shared.pieces(file));
        assertThat(folder.directory.pieces())
                .as("nothing is kept of other bytes")
                .isEmptyDirectory();
    }

    @Test
    void keepsThePiecesOfWhateverItReads() throws Exception {
        byte[] bytes = new byte[(int) Pieces.MIN_SIZE + 1];
        PieceList list = TestPart.cut(bytes).list();
        PieceLists lists = new PieceLists(folder.directory);
        TrustedFile file = new TrustedFile(new FileName("large.bin"), bytes.length, Sha256.of(bytes));

        folder.shared.add(file.name(), new ByteArrayInputStream(bytes), bytes.length);
        assertThat(lists.loadOwn(file)).as("added").hasValue(list);
        lists.keepOnly(content -> false);
        folder.shared.read(file.name(), read -> {}, () -> false);
        assertThat(lists.loadOwn(file)).as("read").hasValue(list);
        lists.keepOnly(content -> false);
        Path other = Files.write(folder.path.resolve("other.bin"), bytes);
        Files.setLastModifiedTime(other, FileTime.from(folder.clock.instant().minus(TestFolder.OLD)));
        folder.scan();
        assertThat(lists.loadOwn(file)).as("scanned").hasValue(list);
    }

    @Test
    void countsWhatItReadsToVerifyAFile() throws Exception {
        long before = folder.shared.hashedBytes();
        folder.shared.verify(FILE, () -> false);
        assertThat(folder.shared.hashedBytes()).isEqualTo(before + 10);
    }

    @Test
    void aClosedFolderKeepsNoThreadWaiting() throws Exception {
        folder.shared.close();
        CompletableFuture<Boolean> scan = CompletableFuture.supplyAsync(() -> {
            try {
                folder.scan();
                return false;
            } catch (CancelledScanException e) {
                return true;
            } catch (StorageException e) {
                return false;
            }
        });
        assertThat(scan.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsWithoutReadingWhetherSomebodyWroteToIt() throws Exception {
        assertThat(folder.shared.isUnchanged(stored)).isTrue();
        BitRot.flip(path, 3);
        assertThat(folder.shared.isUnchanged(stored)).isTrue();
        folder.put("a.txt", "0123456789", Duration.ofSeconds(5));
        assertThat(folder.shared.isUnchanged(stored)).isFalse();
        Files.delete(path);
        assertThat(folder.shared.isUnchanged(stored)).isFalse();
    }

    @Test
    void isSureOfWhatItCouldForceOnly() throws Exception {
        TrustedFile gone = trusted("gone.txt", "");
        assertThat(folder.shared.force(List.of(gone, FILE))).containsExactly(FILE);
        Files.move(folder.path, parent.resolve("moved"));
        assertThat(folder.shared.force(List.of(FILE))).isEmpty();
        Files.move(parent.resolve("moved"), folder.path);
    }

    @Test
    void knowsANameThatIsTakenByAnything() throws Exception {
        Files.createSymbolicLink(folder.path.resolve("link"), parent.resolve("nowhere"));
        assertThat(folder.shared.isTaken(NAME)).isTrue();
        assertThat(folder.shared.isTaken(new FileName("link"))).isTrue();
        assertThat(folder.shared.isTaken(new FileName("absent"))).isFalse();
    }

    private FileCondition inspect() throws CancelledScanException {
        return folder.shared.inspect(stored, bytes -> true);
    }
}
