package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class VaultTest {
    private static final TrustedFile FIRST = TestFolder.trusted("a.txt", "first");
    private static final TrustedFile SECOND = TestFolder.trusted("a.txt", "second");

    @TempDir
    private Path home;

    private PeerDirectory directory;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        directory = PeerDirectory.open(home.resolve("db"));
        vault = new Vault(directory);
        receive(FIRST, "first");
        receive(SECOND, "second");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    /** By the way that files come in. */
    private void receive(TrustedFile file, String text) throws Exception {
        TestPart.receive(directory, file, new Destination.Kept(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsFilesByTheirBytes() throws Exception {
        assertThat(vault.contents()).containsExactlyInAnyOrder(FIRST.sha256(), SECOND.sha256());
        assertThat(vault.contains(FIRST)).isTrue();
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
        assertThat(directory.files().resolve("a.txt")).doesNotExist();
        vault.discard(FIRST.sha256());
        assertThat(vault.contains(FIRST)).isFalse();
        assertThat(vault.verify(FIRST, () -> false)).isFalse();
        TrustedFile longer = new TrustedFile(SECOND.name(), SECOND.size() + 1, SECOND.sha256());
        assertThat(vault.verify(longer, () -> false)).isFalse();
    }

    @Test
    void givesANameAndKeepsTheVersionBefore() throws Exception {
        StoredFile first = vault.place(FIRST, Optional.empty(), false);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        assertThat(vault.contains(FIRST)).isFalse();

        vault.place(SECOND, Optional.of(first), false);

        assertThat(directory.files().resolve("a.txt")).hasContent("second");
        assertThat(vault.contains(FIRST)).isTrue();
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
        assertThat(vault.contains(SECOND)).isFalse();
    }

    @Test
    void keepsWhatSomebodyElseWantsToo() throws Exception {
        StoredFile placed = vault.place(FIRST, Optional.empty(), true);
        assertThat(placed.file()).isEqualTo(FIRST);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        assertThat(vault.contains(FIRST)).isTrue();
    }

    @Test
    void putsAFileAsideThatIsNoVersion() throws Exception {
        Files.writeString(directory.files().resolve("a.txt"), "somebody's own");
        vault.place(FIRST, Optional.empty(), false);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        try (var replaced = Files.walk(directory.replaced())) {
            assertThat(replaced.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("somebody's own"));
        }
    }

    @Test
    void putsAFileAsideThatIsNotTheVersionBeforeAnyMore() throws Exception {
        StoredFile first = vault.place(FIRST, Optional.empty(), false);
        Files.writeString(directory.files().resolve("a.txt"), "somebody's own");

        vault.place(SECOND, Optional.of(first), false);

        assertThat(vault.contains(FIRST)).isFalse();
        assertThat(directory.files().resolve("a.txt")).hasContent("second");
        assertThat(directory.replaced()).isNotEmptyDirectory();
    }

    @Test
    void takesAFileOutOfTheSharedFolder() throws Exception {
        StoredFile first = vault.place(FIRST, Optional.empty(), false);
        assertThat(vault.keep(first)).isTrue();
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
        assertThat(directory.files().resolve("a.txt")).doesNotExist();
        assertThat(vault.keep(first)).as("it is gone").isFalse();
        Files.writeString(directory.files().resolve("a.txt"), "somebody's own");
        assertThat(vault.keep(first)).as("it is another one").isFalse();
        assertThat(directory.files().resolve("a.txt")).hasContent("somebody's own");
    }

    @Test
    void saysUnderWhichStampAFileHasItsName() throws Exception {
        StoredFile placed = vault.place(FIRST, Optional.empty(), false);
        assertThat(placed.file()).isEqualTo(FIRST);
        assertThat(placed.stamp())
                .isEqualTo(FileStatus.of(directory.files().resolve("a.txt")).stamp());
    }

    @Test
    void readsItsFilesAgain() throws Exception {
        assertThat(vault.inspect(FIRST, read -> true)).isEqualTo(FileCondition.INTACT);
        BitRot.flip(kept(FIRST), 2);
        assertThat(vault.inspect(FIRST, read -> true)).isEqualTo(FileCondition.DAMAGED);
        assertThat(vault.verify(FIRST, () -> false)).isFalse();
        Files.writeString(kept(FIRST), "another length");
        assertThat(vault.inspect(FIRST, read -> true))
                .as("nobody writes here but this peer")
                .isEqualTo(FileCondition.DAMAGED);
        assertThat(vault.contains(FIRST)).isFalse();
        Files.delete(kept(FIRST));
        assertThat(vault.inspect(FIRST, read -> true)).isEqualTo(FileCondition.CHANGED);
    }

    @Test
    void stopsReadingWhenNobodyWantsToKnowAnyMore() {
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(() -> vault.inspect(FIRST, read -> false));
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(() -> vault.verify(FIRST, () -> true));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledScanException.class).isThrownBy(() -> vault.verify(FIRST, () -> false));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void putsDamagedFilesAside() throws Exception {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(vault.putAside(FIRST, time)).as("nobody distrusts it").isEmpty();
        vault.distrust(FIRST);
        assertThat(vault.contains(FIRST)).isFalse();
        assertThat(vault.contains(SECOND)).isTrue();
        assertThat(vault.putAside(FIRST, time))
                .contains(directory
                        .damaged()
                        .resolve("20260102-030405")
                        .resolve(FIRST.sha256().hex()))
                .hasValueSatisfying(aside -> assertThat(aside).hasContent("first"));
        assertThat(vault.contains(FIRST)).isFalse();
        assertThat(vault.putAside(FIRST, time)).isEmpty();
    }

    @Test
    void trustsAFileThatTookThePlaceOfADistrustedOne() throws Exception {
        vault.distrust(FIRST);
        Files.delete(kept(FIRST));
        receive(FIRST, "first");
        assertThat(vault.contains(FIRST)).isTrue();
        assertThat(vault.putAside(FIRST, Instant.EPOCH)).isEmpty();
        assertThat(kept(FIRST)).hasContent("first");
    }

    @Test
    void opensAFileForServing() throws Exception {
        try (OpenFile open = vault.open(FIRST)) {
            assertThat(open.bytes().size()).isEqualTo(5);
            Files.delete(kept(FIRST));
            assertThat(open.unchanged()).isFalse();
        }
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> vault.open(FIRST));
    }

    @Test
    void findsThePiecesOfItsFiles() throws Exception {
        byte[] bytes = new byte[(int) Pieces.MIN_SIZE + 1];
        TrustedFile large = new TrustedFile(FIRST.name(), bytes.length, Sha256.of(bytes));
        Files.write(kept(large), bytes);
        assertThat(vault.pieces(large)).isEqualTo(TestPart.cut(bytes).list());
        Files.delete(kept(large));
        assertThat(vault.pieces(large)).isEqualTo(TestPart.cut(bytes).list());
        assertThat(vault.pieces(FIRST)).isEqualTo(PieceList.single(FIRST.sha256()));
    }

    @Test
    void leavesAloneWhatDoesNotBelongThere() throws Exception {
        Path other = Files.writeString(directory.vault().resolve("notes.txt"), "mine");
        assertThat(vault.contents()).containsExactlyInAnyOrder(FIRST.sha256(), SECOND.sha256());
        assertThat(other).hasContent("mine");
        vault.discard(Sha256.of(new byte[] {9}));
        Files.createDirectory(kept(TestFolder.trusted("b", "folder")));
        assertThat(vault.contains(TestFolder.trusted("b", "folder"))).isFalse();
    }

    private Path kept(TrustedFile file) {
        return directory.vault().resolve(file.sha256().hex());
    }

    @Test
    void leavesTheFileInTheVaultIfItsNameIsTaken() throws Exception {
        Files.createDirectory(directory.files().resolve("a.txt"));
        assertThatExceptionOfType(DiskException.class).isThrownBy(() -> vault.place(FIRST, Optional.empty(), false));
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
    }
}
