package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static reliablep2p.node.TestNetwork.eventually;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.ExpectedFiles;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StoredFile;
import reliablep2p.storage.Vault;

/** What a scrub of the database peer misses, at each moment between a deletion and its entry in the journal. */
class BackupInventoryTest {
    private static final ExpectedFiles ALL = new ExpectedFiles() {
        @Override
        public boolean isExpected(FileName name) {
            return true;
        }

        @Override
        public boolean isSuspect(StoredFile file) {
            return false;
        }
    };

    private static final BackupInventory.Offers NO_OFFERS = new BackupInventory.Offers() {
        @Override
        public List<TrustedFile> waiting() {
            return List.of();
        }

        @Override
        public void damaged(TrustedFile file) {
            throw new AssertionError("nothing waits");
        }
    };

    @TempDir
    private Path parent;

    private final Catalog catalog = new Catalog();
    private final HeldFiles held = new HeldFiles();
    private final TrustedFile file =
            new TrustedFile(new FileName("a.txt"), 5, Sha256.of("12345".getBytes(StandardCharsets.UTF_8)));
    private PeerDirectory directory;
    private SharedFolder folder;
    private Repairs repairs;
    private Path path;
    private boolean alone;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("db"));
        folder = SharedFolder.open(directory, ALL, Clock.systemUTC());
        repairs = Repairs.load(directory, event -> {});
        path = Files.writeString(directory.files().resolve("a.txt"), "12345");
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        approve(file);
        look();
    }

    @AfterEach
    void tearDown() {
        folder.close();
        directory.close();
    }

    private void approve(TrustedFile one) {
        catalog.approve(
                one, Pieces.uncut(one), 1, new Approval(Instant.EPOCH, Approval.By.DIRECTORY, Optional.empty()));
    }

    private void look() throws Exception {
        held.beginScan();
        held.endScan(folder.scan().files());
    }

    private Absences absences() {
        return new Absences(catalog, held, folder, repairs);
    }

    private BackupInventory inventory() {
        return new BackupInventory(
                new FolderInventory(catalog, held, folder),
                new Vault(directory),
                absences(),
                work -> {
                    alone = true;
                    work.run();
                    alone = false;
                },
                NO_OFFERS,
                Clock.systemUTC());
    }

    private List<TrustedFile> missing() {
        List<TrustedFile> all = new ArrayList<>();
        inventory().missing(found -> {
            assertThat(alone).as("while nobody decides").isTrue();
            all.addAll(found);
        });
        return all;
    }

    /** What a look has found; as long as that is taken over, whoever asks for a file waits. */
    private static Map<FileName, StoredFile> nothing(Runnable meanwhile) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<FileName, StoredFile>> entrySet() {
                meanwhile.run();
                return Set.of();
            }
        };
    }

    private static Thread beginAndWait(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        awaitWaiting(thread);
        return thread;
    }

    /** Waits until it waits for another one, or has ended. */
    private static void awaitWaiting(Thread thread) {
        eventually(Duration.ofSeconds(20), () -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void missesNothingThatIsHere() {
        assertThat(missing()).isEmpty();
    }

    @Test
    void doesNotMissWhatWasDeletedAndIsNotInTheJournalYet() throws Exception {
        Files.delete(path);
        assertThat(missing()).as("before the look").isEmpty();
        look();
        assertThat(missing()).as("after the look").isEmpty();
    }

    @Test
    void missesWhatWasPutAside() throws Exception {
        StoredFile stored = held.find(file).orElseThrow();
        folder.distrust(stored);
        held.removeDamaged(stored);
        assertThat(missing()).as("it lies there still").isEmpty();
        folder.putAside(stored);
        assertThat(missing()).containsExactly(file);
        look();
        assertThat(missing()).containsExactly(file);
    }

    /** The scrub begins after it was asked what waits, and before the name is looked at. */
    @Test
    void doesNotTakeForDeletedWhatIsPutAsideDuringTheComparison() throws Exception {
        CountDownLatch aside = new CountDownLatch(1);
        beginAndWait(() -> held.endScan(nothing(() -> await(aside))));
        FutureTask<Absences.Found> comparison = new FutureTask<>(absences()::find);
        beginAndWait(comparison);
        repairs.addAll(List.of(file));
        Files.move(path, parent.resolve("aside"));
        aside.countDown();
        assertThat(comparison.get().deleted()).isEmpty();
        assertThat(comparison.get().lost()).containsExactly(file);
    }

    /** It waits to be fetched after the first reading of what waits, and no more at the second. */
    @Test
    void norWhatIsPutAsideAndMendedDuringIt() throws Exception {
        for (int i = 0; i < 3_000; i++) { // So many that the second look gets its turn between two of them.
            approve(new TrustedFile(new FileName("b" + i + ".txt"), 5, file.sha256()));
        }
        CountDownLatch aside = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch mended = new CountDownLatch(1);
        beginAndWait(() -> held.endScan(nothing(() -> await(aside))));
        FutureTask<Absences.Found> comparison = new FutureTask<>(absences()::find);
        Thread comparing = beginAndWait(comparison);
        beginAndWait(() -> held.endScan(nothing(() -> {
            second.countDown();
            await(mended);
        })));
        Path elsewhere = Files.move(path, parent.resolve("aside"));
        aside.countDown();
        await(second);
        awaitWaiting(comparing);
        assumeThat(comparison.isDone()).as("the second look came too late").isFalse();
        Files.move(elsewhere, path);
        mended.countDown();
        assertThat(comparison.get().deleted()).isEmpty();
    }

    @Test
    void doesNotMissWhatIsBeingWritten() throws Exception {
        Files.delete(path);
        Files.writeString(path, "new by");
        look();
        assertThat(held.files()).isEmpty();
        assertThat(missing()).isEmpty();
    }

    @Test
    void saysOfWhatSomethingElseIsInItsPlace() throws Exception {
        Files.delete(path);
        Files.createDirectory(path);
        look();
        assertThat(inventory().missing(found -> assertThat(found).isEmpty())).containsExactly(file);
    }
}
