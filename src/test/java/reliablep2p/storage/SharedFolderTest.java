package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static reliablep2p.storage.TestFolder.trusted;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;

class SharedFolderTest {
    private static final Duration FRESH = Duration.ofMillis(1_999);

    @TempDir
    Path parent;

    private TestFolder folder;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void findsFilesSortedByName() throws Exception {
        folder.put("b.txt", "two");
        folder.put("a b'\"é.txt", "");

        assertThat(folder.scan()).containsExactly(trusted("a b'\"é.txt", ""), trusted("b.txt", "two"));
    }

    @Test
    void findsNothingInAnEmptyFolder() throws Exception {
        assertThat(folder.shared.scan().files()).isEmpty();
        assertThat(folder.shared.scan().skipped()).isEmpty();
    }

    @Test
    void readsAFileOnce() throws Exception {
        folder.put("a.txt", "0123456789");
        folder.scan();
        folder.scan();

        assertThat(folder.shared.hashedBytes()).isEqualTo(10);
    }

    @Test
    void countsAFileAtOnceThatWasQuietForTwoSeconds() throws Exception {
        folder.put("a.txt", "x", Duration.ofSeconds(2));

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "x"));
    }

    @Test
    void waitsForAFileThatGrows() throws Exception {
        folder.put("a.txt", "x", FRESH);
        assertThat(folder.scan()).isEmpty();
        folder.put("a.txt", "xy", FRESH);
        assertThat(folder.scan()).isEmpty();
        folder.put("a.txt", "xyz", FRESH.minusMillis(1));
        assertThat(folder.shared.scan().growing()).isTrue();
        assertThat(folder.shared.hashedBytes()).isZero();

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "xyz"));
        assertThat(folder.shared.scan().growing()).isFalse();
    }

    @Test
    void tellsThatNothingGrowsAnyMoreWhenTheFileIsGone() throws Exception {
        Path file = folder.put("a.txt", "x", FRESH);
        assertThat(folder.shared.scan().growing()).isTrue();
        Files.delete(file);

        assertThat(folder.shared.scan().growing()).isFalse();
    }

    @Test
    void givesSnapshotsThatStayAsTheyAre() throws Exception {
        folder.put("a.txt", "x");
        FolderSnapshot snapshot = folder.shared.scan();
        folder.put("b.txt", "x");
        folder.scan();
        SortedMap<FileName, StoredFile> files = new TreeMap<>(snapshot.files());
        FolderSnapshot copy = new FolderSnapshot(files, List.of(), false);
        files.clear();

        assertThat(copy.files()).hasSize(1).isEqualTo(snapshot.files());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> snapshot.files().clear());
    }

    @Test
    void isNotScannedAfterItWasClosed() {
        folder.shared.close();

        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(folder.shared::scan);
    }

    @Test
    void countsAFileWhoseTimeHasComeToBeLongAgo() throws Exception {
        folder.put("a.txt", "x", FRESH);
        folder.clock.advance(Duration.ofMillis(1));

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "x"));
    }

    @Test
    void countsAFileFromTheFutureOnceItStaysTheSame() throws Exception {
        folder.put("a.txt", "x", TestFolder.OLD.negated());
        assertThat(folder.scan()).isEmpty();

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "x"));
    }

    @Test
    void withdrawsAFileThatChangesUntilItIsQuietAgain() throws Exception {
        folder.put("a.txt", "before");
        folder.scan();

        folder.put("a.txt", "after!", FRESH);
        assertThat(folder.scan()).isEmpty();
        assertThat(folder.scan()).containsExactly(trusted("a.txt", "after!"));
    }

    @Test
    void noticesAnotherFileOfTheSameSizeAndTime() throws Exception {
        folder.put("a.txt", "before");
        folder.scan();
        Path other = folder.put("b.txt", "after!");

        Files.move(other, folder.path.resolve("a.txt"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "after!"));
    }

    @Test
    void withdrawsAFileThatIsGone() throws Exception {
        Path file = folder.put("a.txt", "x");
        folder.scan();
        Files.delete(file);

        assertThat(folder.scan()).isEmpty();
    }

    @Test
    void takesOverTheHashOfAReceivedFile() throws Exception {
        Path file = folder.put("a.txt", "x", Duration.ZERO);
        folder.shared.remember(
                new StoredFile(trusted("a.txt", "x"), FileStatus.of(file).stamp()));

        assertThat(folder.scan()).containsExactly(trusted("a.txt", "x"));
        assertThat(folder.shared.hashedBytes()).isZero();
    }

    @Test
    void verifiesTheBytesThemselves() throws Exception {
        Path file = folder.put("a.txt", "x");
        StoredFile stored = folder.scanOne();
        assertThat(folder.shared.verify(trusted("a.txt", "x"), () -> false)).contains(stored);

        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "y", StandardOpenOption.TRUNCATE_EXISTING);
        Files.setLastModifiedTime(file, time);

        assertThat(folder.shared.verify(trusted("a.txt", "x"), () -> false)).isEmpty();
        long hashed = folder.shared.hashedBytes();
        assertThat(folder.shared.verify(trusted("a.txt", "xx"), () -> false)).isEmpty();
        assertThat(folder.shared.hashedBytes()).as("a wrong size tells enough").isEqualTo(hashed);
        assertThat(folder.shared.verify(trusted("b.txt", "x"), () -> false)).isEmpty();
    }

    @Test
    void stopsVerifyingWhenItIsCancelled() throws Exception {
        folder.put("a.txt", "x");

        assertThatExceptionOfType(CancelledScanException.class)
                .isThrownBy(() -> folder.shared.verify(trusted("a.txt", "x"), () -> true));
        assertThat(folder.shared.verify(trusted("a.txt", "x"), () -> false)).isPresent();
    }

    @Test
    void verifiesNothingThroughALinkOrAPipe() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "x");
        Files.createSymbolicLink(folder.path.resolve("link"), elsewhere);
        Unix.pipe(folder.path.resolve("pipe"));

        assertThat(folder.shared.verify(trusted("link", "x"), () -> false)).isEmpty();
        assertThat(folder.shared.verify(trusted("pipe", ""), () -> false)).isEmpty();
    }

    @Test
    void saysWhenItCannotBeRead() throws Exception {
        Path elsewhere = parent.resolve("moved");
        Files.move(folder.path, elsewhere);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(folder.shared::scan)
                .withMessage(folder.path + " can't be read: it is gone. Check that it is still there.");
        Files.move(elsewhere, folder.path);
    }

    /** A file of a tebibyte without a block on the disk: hashing it takes ten minutes and more. */
    @Test
    void isClosedInMidScan() throws Exception {
        Path huge = folder.put("b.bin", "");
        folder.put("a.txt", "0123456789");
        try (var channel = Files.newByteChannel(huge, StandardOpenOption.WRITE)) {
            channel.position((1L << 40) - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        Files.setLastModifiedTime(huge, FileTime.from(folder.clock.instant().minus(TestFolder.OLD)));
        CompletableFuture<Integer> scan = CompletableFuture.supplyAsync(() -> {
            try {
                return folder.scan().size();
            } catch (StorageException e) {
                throw new IllegalStateException(e);
            }
        });
        while (folder.shared.hashedBytes() < 1 << 20) {
            Thread.onSpinWait();
        }

        folder.shared.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(scan::get)
                .withRootCauseInstanceOf(CancelledScanException.class);
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(folder.shared::scan);
        Files.delete(huge);
        folder.restart();
        assertThat(folder.scan()).containsExactly(trusted("a.txt", "0123456789"));
        assertThat(folder.shared.hashedBytes())
                .as("kept of the scan that was broken off")
                .isZero();
    }

    @Test
    void stopsScanningWhenInterrupted() throws Exception {
        folder.put("a.txt", "x");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(folder.shared::scan);
        assertThat(Thread.interrupted()).isTrue();
    }
}
