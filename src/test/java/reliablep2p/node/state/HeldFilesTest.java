package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.Stamp;
import reliablep2p.storage.StoredFile;

/** What is held, while scans and others say so. */
class HeldFilesTest {
    private static final StoredFile A = stored("a", 1);
    private static final StoredFile B = stored("b", 2);

    private final HeldFiles held = new HeldFiles();

    private static StoredFile stored(String name, long inode) {
        TrustedFile file = new TrustedFile(new FileName(name), 1, new Sha256(String.format("%064x", inode)));
        return new StoredFile(file, new Stamp(1, 1, inode));
    }

    private void scan(StoredFile... found) {
        held.beginScan();
        endScan(found);
    }

    private void endScan(StoredFile... found) {
        Map<FileName, StoredFile> byName = new HashMap<>();
        for (StoredFile file : found) {
            byName.put(file.file().name(), file);
        }
        held.endScan(byName);
    }

    @Test
    void whatWasAddedAndDeletedBetweenTwoScansIsNotHeld() {
        scan(A);
        held.add(B);
        scan(A);
        assertThat(held.files()).containsExactly(A);
    }

    @Test
    void whatIsAddedDuringAScanStays() {
        held.beginScan();
        held.add(B);
        endScan(A);
        assertThat(held.files()).containsExactly(A, B);
        scan(A);
        assertThat(held.files()).containsExactly(A);
    }

    @Test
    void aScanThatHasSeenADamagedFileDoesNotBringItBack() {
        scan(A, B);
        held.beginScan();
        held.removeDamaged(B);
        endScan(A, B);
        assertThat(held.files()).containsExactly(A);
        scan(A);
        assertThat(held.files()).containsExactly(A);
    }

    @Test
    void anotherFileOfTheNameOfADamagedOneIsHeld() {
        StoredFile whole = stored("b", 3);
        scan(A, whole);
        held.removeDamaged(B);
        assertThat(held.files()).containsExactly(A, whole);
    }

    @Test
    void aRemovedFileThatIsFoundAgainIsHeld() {
        scan(A, B);
        held.remove(B.file().name());
        assertThat(held.find(B.file())).isEmpty();
        scan(A, B);
        assertThat(held.find(B.file())).contains(B);
    }
}
