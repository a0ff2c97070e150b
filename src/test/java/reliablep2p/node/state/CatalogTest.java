package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
