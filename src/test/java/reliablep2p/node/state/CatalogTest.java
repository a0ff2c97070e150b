package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class CatalogTest {
    private static final Approval APPROVAL =
            new Approval(Instant.parse("2026-01-01T12:00:00Z"), Approval.By.DIRECTORY, Optional.empty());
    private static final Revocation TAKEN = new Revocation(Instant.parse("2026-01-02T12:00:00Z"), "wrong notes");
    private static final FileName A = new FileName("a");

    private final Catalog catalog = new Catalog();

    @Test
    void meansTheNewestVersionAndKeepsTheOlderOneListed() {
        approve(file("a", "1"), 1);
        approve(file("a", "2"), 2);

        assertThat(catalog.find(A)).contains(file("a", "2"));
        assertThat(catalog.current(A)).map(FileVersion::number).contains(2);
        assertThat(catalog.versions(A)).extracting(FileVersion::number).containsExactly(1, 2);
        assertThat(catalog.find(A, hash("1"))).contains(file("a", "1"));
        assertThat(catalog.version(A, 1)).map(FileVersion::file).contains(file("a", "1"));
        assertThat(catalog.lists(hash("1"))).isTrue();
        assertThat(catalog.files()).containsExactly(file("a", "2"));
    }

    @Test
    void listsNothingOfAFileThatWasTakenBack() {
        approve(file("a", "1"), 1);
        approve(file("a", "2"), 2);

        assertThat(catalog.revoke(A, OptionalInt.empty(), TAKEN)).hasSize(2);

        assertThat(catalog.find(A)).isEmpty();
        assertThat(catalog.find(A, hash("1"))).isEmpty();
        assertThat(catalog.lists(hash("2"))).isFalse();
        assertThat(catalog.size()).isZero();
        assertThat(catalog.revocation(A)).contains(TAKEN);
        assertThat(catalog.revocation(hash("1"))).contains(TAKEN);
        assertThat(catalog.revoke(A, OptionalInt.empty(), TAKEN)).isEmpty();
    }

    @Test
    void meansTheVersionBeforeOnceTheNewestIsTakenBack() {
        approve(file("a", "1"), 1);
        approve(file("a", "2"), 2);

        catalog.revoke(A, OptionalInt.of(2), TAKEN);

        assertThat(catalog.find(A)).contains(file("a", "1"));
        assertThat(catalog.revocation(A)).isEmpty();
        assertThat(catalog.version(A, 2)).map(FileVersion::isListed).contains(false);
    }

    @Test
    void listsBytesAgainThatAreApprovedAgain() {
        approve(file("a", "1"), 1);
        catalog.revoke(A, OptionalInt.empty(), TAKEN);
        approve(file("a", "1"), 2);

        assertThat(catalog.find(A)).contains(file("a", "1"));
        assertThat(catalog.revocation(hash("1"))).isEmpty();
        assertThat(catalog.revocation(A)).isEmpty();
    }

    @Test
    void takesNoVersionTwice() {
        approve(file("a", "1"), 1);
        assertThat(approve(file("a", "2"), 1)).isFalse();
        assertThat(catalog.find(A)).contains(file("a", "1"));
    }

    @Test
    void leavesOutANameThatDiffersOnlyInCase() {
        approve(file("A.txt", "1"), 1);
        assertThat(approve(file("a.TXT", "2"), 1)).isFalse();
        assertThat(catalog.find(new FileName("a.TXT"))).isEmpty();
        assertThat(catalog.clash(new FileName("a.TXT"))).contains(new FileName("A.txt"));

        catalog.revoke(new FileName("A.txt"), OptionalInt.empty(), TAKEN);
        assertThat(approve(file("a.TXT", "2"), 1)).isTrue();
        assertThat(catalog.files()).containsExactly(file("a.TXT", "2"));
    }

    @Test
    void aSnapshotDoesNotChange() {
        approve(file("a", "1"), 1);
        List<TrustedFile> before = catalog.files();
        approve(file("b", "1"), 1);
        assertThat(before).containsExactly(file("a", "1"));
    }

    @Test
    void meansTheNewestOfTheVersionsThatAreLeft() {
        approve(file("a", "1"), 1);
        approve(file("a", "2"), 2);
        approve(file("a", "3"), 3);

        assertThat(catalog.revoke(A, OptionalInt.of(3), TAKEN))
                .extracting(FileVersion::number)
                .containsExactly(3);

        assertThat(catalog.find(A)).contains(file("a", "2"));
        assertThat(catalog.listed()).containsExactly(file("a", "1"), file("a", "2"));
    }

    @Test
    void knowsBytesByTheirHashAloneWhileTheyAreMeant() {
        approve(file("b", "2"), 1);
        approve(file("a", "1"), 1);

        assertThat(catalog.find(hash("1"))).contains(file("a", "1"));
        assertThat(catalog.find(hash("3"))).isEmpty();
        assertThat(catalog.size()).isEqualTo(2);
        approve(file("a", "3"), 2);
        assertThat(catalog.find(hash("1")))
                .as("listed, but not what the name means")
                .isEmpty();
    }

    @Test
    void remembersWhatWasEverTakenBack() {
        approve(file("a", "1"), 1);
        assertThat(catalog.wasRevoked(hash("1"))).isFalse();

        catalog.revoke(A, OptionalInt.empty(), TAKEN);
        approve(file("b", "1"), 1);

        assertThat(catalog.wasRevoked(hash("1"))).isTrue();
        assertThat(catalog.revocation(hash("1")))
                .as("listed under another name")
                .isEmpty();
    }

    @Test
    void listsBytesAsLongAsOneNameHasThem() {
        Pieces cut = new Pieces(Pieces.MIN_SIZE, hash("list"));
        TrustedFile one = new TrustedFile(A, 3 * Pieces.MIN_SIZE, hash("1"));
        TrustedFile other = new TrustedFile(new FileName("b"), 3 * Pieces.MIN_SIZE, hash("1"));
        catalog.approve(one, cut, 1, APPROVAL);
        catalog.approve(other, cut, 1, APPROVAL);
        TrustedFile third = new TrustedFile(new FileName("c"), 3 * Pieces.MIN_SIZE, hash("1"));
        catalog.approve(third, cut, 1, APPROVAL);

        catalog.revoke(A, OptionalInt.empty(), TAKEN);
        catalog.revoke(third.name(), OptionalInt.empty(), TAKEN);
        assertThat(catalog.lists(hash("1"))).isTrue();
        assertThat(catalog.pieces(other)).isEqualTo(cut);

        catalog.revoke(other.name(), OptionalInt.empty(), TAKEN);
        assertThat(catalog.lists(hash("1"))).isFalse();
        assertThat(catalog.pieces(other)).isEqualTo(Pieces.uncut(other));
    }

    @Test
    void takesAFileForUncutOfWhichItKnowsNoPieces() {
        TrustedFile file = file("a", "1");
        catalog.approve(file, new Pieces(Pieces.MAX_SIZE, hash("list")), 1, APPROVAL);
        assertThat(catalog.pieces(file)).isEqualTo(Pieces.uncut(file));
    }

    @Test
    void aNameDoesNotClashWithItself() {
        approve(file("A.txt", "1"), 1);
        assertThat(catalog.clash(new FileName("A.txt"))).isEmpty();
    }

    @Test
    void everyChangeIsSeenByItsRevision() {
        long before = catalog.revision();
        approve(file("a", "1"), 1);
        assertThat(catalog.revision()).isEqualTo(before + 1);
        assertThat(catalog.files()).containsExactly(file("a", "1"));

        approve(file("a", "1"), 1);
        catalog.revoke(A, OptionalInt.of(7), TAKEN);
        assertThat(catalog.revision()).as("nothing changed").isEqualTo(before + 1);

        approve(file("b", "1"), 1);
        assertThat(catalog.files()).containsExactly(file("a", "1"), file("b", "1"));
        catalog.revoke(A, OptionalInt.empty(), TAKEN);
        assertThat(catalog.files()).containsExactly(file("b", "1"));
        catalog.clear();
        assertThat(catalog.files()).isEmpty();
        assertThat(catalog.revision()).isEqualTo(before + 4);
    }

    @Test
    void knowsNothingOfTheJournalBeforeOnceAnotherTookItsPlace() {
        Pieces cut = new Pieces(Pieces.MIN_SIZE, hash("list"));
        TrustedFile large = new TrustedFile(new FileName("large"), 3 * Pieces.MIN_SIZE, hash("large"));
        catalog.approve(large, cut, 5, APPROVAL);
        approve(file("a", "1"), 5);
        approve(file("a", "2"), 6);
        catalog.revoke(A, OptionalInt.of(5), TAKEN);

        catalog.clear();

        assertThat(catalog.size()).isZero();
        assertThat(catalog.versions(A)).isEmpty();
        assertThat(catalog.lists(hash("2"))).isFalse();
        assertThat(catalog.wasRevoked(hash("1"))).isFalse();
        assertThat(catalog.pieces(large)).isEqualTo(Pieces.uncut(large));
        assertThat(approve(file("A", "1"), 1)).as("its name is free again").isTrue();
    }

    @Test
    void wakesWhoWaitsForAFile() throws Exception {
        TrustedFile file = file("a", "1");
        BlockingQueue<Boolean> woken = new LinkedBlockingQueue<>();
        Thread waiting = new Thread(() -> woken.add(catalog.await(file, Duration.ofMinutes(10))));
        waiting.start();
        await().until(waiting::getState, Thread.State.TIMED_WAITING::equals);

        approve(file("b", "2"), 1);
        approve(file, 1);

        assertThat(woken.poll(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void stopsWaitingWhenItIsInterrupted() throws Exception {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        Thread waiting = new Thread(() -> {
            boolean listed = catalog.await(file("a", "1"), Duration.ofMinutes(10));
            ended.add(listed + " " + Thread.currentThread().isInterrupted());
        });
        waiting.start();
        waiting.interrupt();

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("false true");
        waiting.join();
    }

    /** The lock may be taken again by whoever forgot to give it back, so only another thread can tell. */
    @Test
    void leavesItsLockToOtherThreadsAfterEachCall() throws Exception {
        TrustedFile file = file("a", "1");
        List<Runnable> calls = List.of(
                () -> approve(file, 1),
                () -> approve(file, 1),
                () -> catalog.current(A),
                () -> catalog.versions(A),
                () -> catalog.await(file, Duration.ZERO),
                () -> catalog.lists(hash("1")),
                () -> catalog.pieces(file),
                () -> catalog.revocation(hash("1")),
                () -> catalog.wasRevoked(hash("1")),
                () -> catalog.clash(A),
                catalog::files,
                catalog::size,
                catalog::revision,
                () -> catalog.revoke(A, OptionalInt.empty(), TAKEN),
                catalog::clear);
        for (Runnable call : calls) {
            call.run();
            assertThat(CompletableFuture.supplyAsync(catalog::size).get(10, TimeUnit.SECONDS))
                    .isBetween(0, 1);
        }
    }

    @Test
    void waitsForAFileInVain() {
        assertThat(catalog.await(file("a", "1"), Duration.ofMillis(1))).isFalse();
        approve(file("a", "1"), 1);
        assertThat(catalog.await(file("a", "1"), Duration.ZERO)).isTrue();
    }

    private static TrustedFile file(String name, String text) {
        return new TrustedFile(new FileName(name), text.length(), hash(text));
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean approve(TrustedFile file, int number) {
        return catalog.approve(file, Pieces.uncut(file), number, APPROVAL);
    }
}
